using VocaFuse.Credentials;

namespace VocaFuse.Webhooks;

/// <summary>Removes credentials from the headers of a delivery, which a proxy may have added.</summary>
internal static class HeaderRedaction
{
    /// <summary>The headers that identify a delivery. They are not secret and must stay unchanged.</summary>
    private static readonly string[] KeptNames =
        [WebhookSignature.SignatureHeader, WebhookSignature.TimestampHeader, WebhookSignature.DeliveryIdHeader];

    private static readonly string[] CredentialNames = ["Authorization", "Proxy-Authorization", "Cookie"];
    private static readonly string[] CredentialEndings = ["Secret", "Token", "Key", "Password"];

    /// <summary>Copies headers and replaces credentials: the values of headers with secret names, and secrets in all others.</summary>
    public static IReadOnlyDictionary<string, string> Apply(IReadOnlyDictionary<string, string> headers, Redactor redactor) =>
        headers.ToDictionary(
            static header => header.Key,
            header => Contains(KeptNames, header.Key) ? header.Value
                : IsCredential(header.Key) ? Redactor.Hidden
                : redactor.Redact(header.Value)!,
            StringComparer.OrdinalIgnoreCase);

    private static bool Contains(string[] names, string name) => names.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsCredential(string name) =>
        Contains(CredentialNames, name) || CredentialEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
