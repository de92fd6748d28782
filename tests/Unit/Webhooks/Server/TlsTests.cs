using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Webhooks.Server;

public sealed class TlsTests : IDisposable
{
    private readonly X509Certificate2 certificate = MakeCertificate();

    public void Dispose() => certificate.Dispose();

    [Fact]
    public async Task A_delivery_over_TLS_is_taken()
    {
        using var post = Post();
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
            var request = post.Signed(WebhookReceiverFixture.Body($"rec_{i}"), $"del_{i}");
            request.RequestUri = new Uri($"https://127.0.0.1:{post.Port}/");
            var response = http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal($"rec_{i}", await AcceptAsync(post));
            var text = await (await response).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, "Received."), ((await response).StatusCode, text));
        }
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\n\r\n", "plain HTTP")]
    [InlineData("\u0016\u0003\u0001\u0000\u0005\u0001\u0000\u0000\u0001\u0000", "")]
    [InlineData("\u0016\u0003", "")]
    public async Task What_is_not_TLS_is_refused_and_the_port_serves_on(string sent, string expected)
    {
        using var post = Post();
        using var connection = await post.SendRawAsync(sent);
        connection.Client.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        var response = await WebhookReceiverFixture.ReadToEndAsync(connection);
        Assert.Contains(expected, response, StringComparison.Ordinal);
        Assert.DoesNotContain("200", response, StringComparison.Ordinal);
        Assert.True(post.Listener.TryReadResponse(out var logged));
        Assert.Equal(expected.Length > 0 ? HttpStatusCode.BadRequest : null, logged!.StatusCode);
    }

    [Fact]
    public void A_certificate_without_its_private_key_is_an_error_of_its_own()
    {
        using var signature = new WebhookSignature("whsec");
        using var half = X509CertificateLoader.LoadCertificate(certificate.RawData);
        var options = new WebhookListenerOptions(signature, 0) { Certificate = half };
        var failure = Assert.Throws<VocaFuseListenerException>(() => WebhookListener.Start(options));
        Assert.Equal(WebhookListenerErrorReason.CertificateUnusable, failure.Reason);
    }

    private static async Task<string?> AcceptAsync(WebhookReceiverFixture post)
    {
        var received = await post.NextAsync();
        received.Accept();
        return received.Event.VoiceNoteId;
    }

    private WebhookReceiverFixture Post() => new(signature => new WebhookListenerOptions(signature, 0) { Certificate = certificate });

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        // Windows serves TLS only with a key that went through a key store.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
