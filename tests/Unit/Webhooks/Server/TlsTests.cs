using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Webhooks.Server;

public sealed class TlsTests : IDisposable
{
    private readonly X509Certificate2 certificate = CreateCertificate();

    public void Dispose() => certificate.Dispose();

    [Fact]
    public async Task A_delivery_over_TLS_is_accepted()
    {
        using var receiver = CreateReceiver();
        using var http = new HttpClient(new SocketsHttpHandler
        {
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, presented, _, _) =>
                    presented!.GetCertHashString() == certificate.GetCertHashString(),
            },
        });
        for (var i = 0; i < 3; i++)
        {
            var request = receiver.Signed(WebhookReceiverFixture.Body($"rec_{i}"), $"del_{i}");
            request.RequestUri = new Uri($"https://127.0.0.1:{receiver.Port}/");
            var response = http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal($"rec_{i}", await AcceptAsync(receiver));
            var text = await (await response).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, "Received."), ((await response).StatusCode, text));
        }
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\n\r\n", "plain HTTP")]
    [InlineData("\u0016\u0003\u0001\u0000\u0005\u0001\u0000\u0000\u0001\u0000", "")]
    [InlineData("\u0016\u0003", "")]
    public async Task A_connection_without_TLS_is_rejected_and_logged(string sent, string expected)
    {
        using var receiver = CreateReceiver();
        using var connection = await receiver.SendRawAsync(sent);
        connection.Client.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        var response = await WebhookReceiverFixture.ReadToEndAsync(connection);
        Assert.Contains(expected, response, StringComparison.Ordinal);
        Assert.DoesNotContain("200", response, StringComparison.Ordinal);
        Assert.True(receiver.Listener.TryReadResponse(out var logged));
        Assert.Equal(expected.Length > 0 ? HttpStatusCode.BadRequest : null, logged!.StatusCode);
    }

    [Fact]
    public void A_certificate_without_private_key_has_its_own_error_reason()
    {
        using var signature = new WebhookSignature("whsec");
        using var publicOnly = X509CertificateLoader.LoadCertificate(certificate.RawData);
        var options = new WebhookListenerOptions(signature, 0) { Certificate = publicOnly };
        var failure = Assert.Throws<VocaFuseListenerException>(() => WebhookListener.Start(options));
        Assert.Equal(WebhookListenerErrorReason.CertificateUnusable, failure.Reason);
    }

    private static async Task<string?> AcceptAsync(WebhookReceiverFixture receiver)
    {
        var received = await receiver.NextAsync();
        received.Accept();
        return received.Event.VoiceNoteId;
    }

    private WebhookReceiverFixture CreateReceiver() =>
        new(signature => new WebhookListenerOptions(signature, 0) { Certificate = certificate });

    private static X509Certificate2 CreateCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var created = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        // Windows serves TLS only with a key that was imported.
        return X509CertificateLoader.LoadPkcs12(created.Export(X509ContentType.Pfx), null);
    }
}
