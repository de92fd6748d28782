namespace VocaFuse.Uploads;

/// <summary>An access token, and the form of it to send. A response can hold several forms, not all of which are accepted.</summary>
internal sealed record UploadToken(AccessToken Token, int Form = 0)
{
    public string Bearer => SecretText.Reveal(Token.Forms[Form]);

    /// <summary>Gets the token in its next form; null if this is the last one.</summary>
    public UploadToken? Next => Form + 1 < Token.Forms.Count ? this with { Form = Form + 1 } : null;
}
