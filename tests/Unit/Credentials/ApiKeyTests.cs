using System.Buffers;
using System.Net;
using VocaFuse.Unit.Support;

namespace VocaFuse.Unit.Credentials;

public sealed class ApiKeyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sk_test_0123", true)]
    [InlineData("sk_test_0123...", true)]
    [InlineData("sk_test_0123…cdef", true)]
    [InlineData("sk_test_0****", true)]
    [InlineData(Clients.Key, true)]
    [InlineData("sk_test_9", false)]
    [InlineData("sk_live_0123", false)]
    [InlineData("SK_TEST_0123", false)]
    [InlineData("sk_test_", false)]
    [InlineData("sk_test_...", false)]
    [InlineData("sk_test_***", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_client_identifies_its_own_key_by_its_prefix(string? prefix, bool isOwn)
    {
        using var client = Clients.Scripted(new ScriptedHandler());

        Assert.Equal(isOwn, client.IsOwnKey(prefix));
    }

    [Theory]
    [InlineData($"\"{Clients.Key}\"", "sk_test_0123", true)]
    [InlineData("\"sk_test_0123****\"", "sk_test_0123", true)]
    [InlineData("\"sk_test_0123…cdef\"", "sk_test_0123", true)]
    [InlineData("\"sk_test_9876543210_fedcba98\"", "sk_test_9876", false)]
    [InlineData("\"sk_test_short\"", null, false)]
    [InlineData("null", null, false)]
    public async Task The_prefix_is_the_start_of_the_key_if_the_service_sends_none(string key, string? prefix, bool isOwn)
    {
        using var client = Clients.Scripted(new ScriptedHandler(ScriptedHandler.Ok($$"""{"id":"k1","api_key":{{key}}}""")));

        var read = await client.GetApiKeyAsync("k1", Token);

        Assert.Equal((prefix, isOwn), (read.KeyPrefix, client.IsOwnKey(read.KeyPrefix)));
    }

    [Fact]
    public void The_secret_of_a_response_does_not_remain_in_the_shared_array_pool()
    {
        using var network = new ScriptedHandler(ScriptedHandler.Ok("""{"id":"k1","api_key":"sk_test_1","api_secret":"left-behind"}"""));
        using var client = Clients.Scripted(network);

        // The response is available immediately, so its array is returned to the pool by this thread, which then gets it first.
        var call = client.CreateApiKeyAsync("n", cancellationToken: Token);

        Assert.True(call.IsCompletedSuccessfully);
        var array = ArrayPool<byte>.Shared.Rent(16 * 1024);
        Assert.Equal(-1, array.AsSpan().IndexOf("left-behind"u8));
        ArrayPool<byte>.Shared.Return(array);
    }

    [Fact]
    public async Task A_new_key_contains_key_and_secret()
    {
        using var network = new ScriptedHandler(ScriptedHandler.Respond(HttpStatusCode.Created,
            """{"data":{"id":"k1","name":"n","key_prefix":"sk_test_ab","api_key":"sk_test_abc","api_secret":"shh","scopes":"a b"}}"""));
        using var client = Clients.Scripted(network);

        var made = await client.CreateApiKeyAsync("n", cancellationToken: Token);

        Assert.Equal(("k1", "n", "sk_test_ab"), (made.Info.Id, made.Info.Name, made.Info.KeyPrefix));
        Assert.Equal(["a", "b"], made.Info.Scopes);
        Assert.Equal("sk_test_abc", new NetworkCredential("", made.Key).Password);
        Assert.Equal("shh", new NetworkCredential("", made.Secret).Password);
        Assert.Equal("""{"name":"n"}""", network.Requests[0].Body);
        Assert.Equal("k1", made.ToString());
    }

    [Theory]
    [InlineData("""{"id":"k1","api_key":"sk_test_abc"}""")]
    [InlineData("""{"id":"k1","api_secret":"shh"}""")]
    [InlineData("""{"api_key":"sk_test_abc","api_secret":"shh"}""")]
    public async Task A_new_key_without_key_or_secret_is_unreadable(string body)
    {
        using var network = new ScriptedHandler(ScriptedHandler.Respond(HttpStatusCode.Created, body));
        using var client = Clients.Scripted(network);

        var failure = await Assert.ThrowsAsync<VocaFuseResponseException>(() => client.CreateApiKeyAsync("n", "d", Token));

        Assert.True(failure.MayHaveBeenApplied);
        Assert.DoesNotContain("shh", failure.ToString(), StringComparison.Ordinal);
        Assert.Single(network.Requests);
    }

    [Fact]
    public async Task An_account_update_sends_only_changes()
    {
        using var network = new ScriptedHandler(ScriptedHandler.Ok("""{"id":"t1"}"""));
        using var client = Clients.Scripted(network);

        await client.UpdateAccountAsync(new AccountChange { Name = "N" }, Token);
        await client.UpdateAccountAsync(new AccountChange { NotificationsEnabled = false }, Token);
        await client.UpdateAccountAsync(new AccountChange { DefaultLanguage = "de", WebhookUrl = "https://a.example/" }, Token);

        Assert.Equal(
            ["""{"name":"N"}""", """{"settings":{"notifications_enabled":false}}""",
                """{"settings":{"default_language":"de","webhook_url":"https://a.example/"}}"""],
            network.Requests.Select(request => request.Body!));
        Assert.All(network.Requests, request => Assert.Equal(HttpMethod.Put, request.Method));
    }
}
