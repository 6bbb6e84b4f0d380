using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using SynthGen.Adapters.Chat;
using SynthGen.Models;

namespace SynthGen.Adapters.Tests.Chat;

public sealed class FaultTests
{
    private const string PerMinute =
        """{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"m","quotaId":"GenerateRequestsPerMinutePerProjectPerModel","quotaValue":"10"}]}""";

    private const string Both =
        """
        {"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[
          {"quotaMetric":"m","quotaId":"GenerateRequestsPerMinutePerProjectPerModel","quotaValue":"10"},
          {"quotaMetric":"m","quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier","quotaValue":"20"}]}
        """;

    private const string RetryInfo = """{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"26.5s"}""";

    private static string Exhausted(params string[] details) =>
        """{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"You exceeded your current quota.","details":[""" + string.Join(',', details) + "]}}";

    public static TheoryData<ChatService> Services => [ChatService.Gemini, ChatService.OpenAI];

    [Theory]
    [InlineData(429, ChatErrorKind.RateLimited)]
    [InlineData(503, ChatErrorKind.RateLimited)]
    [InlineData(500, ChatErrorKind.Transient)]
    [InlineData(502, ChatErrorKind.Transient)]
    [InlineData(504, ChatErrorKind.Transient)]
    [InlineData(408, ChatErrorKind.Transient)]
    [InlineData(409, ChatErrorKind.Transient)]
    [InlineData(499, ChatErrorKind.Transient)]
    [InlineData(524, ChatErrorKind.Transient)]
    [InlineData(400, ChatErrorKind.Fatal)]
    [InlineData(401, ChatErrorKind.Fatal)]
    [InlineData(402, ChatErrorKind.Fatal)]
    [InlineData(403, ChatErrorKind.Fatal)]
    [InlineData(404, ChatErrorKind.Fatal)]
    [InlineData(413, ChatErrorKind.Page)]
    [InlineData(422, ChatErrorKind.Fatal)]
    [InlineData(302, ChatErrorKind.Fatal)]
    public async Task A_status_says_what_to_make_of_it(int status, ChatErrorKind expected)
    {
        foreach (ChatService service in Services.Select(row => row.Data))
        {
            ChatException fault = await Ask.FaultAsync(service, new Reply("", status, ("x-request-id", "req-7")));

            Assert.Equal((expected, status, "req-7"), (fault.Fault, fault.Status, fault.RequestId));
            Assert.StartsWith($"HTTP {status}", fault.Message);
            Assert.Null(fault.RetryAfter);
        }
    }

    [Theory]
    [InlineData("""{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT"}}""", "API key not valid.")]
    [InlineData("""{"error":{"message":"Incorrect API key.","type":"invalid_request_error","param":null,"code":"invalid_api_key"}}""", "Incorrect API key.")]
    [InlineData("""[{"error":{"code":400,"message":"In a list.","status":"INVALID_ARGUMENT"}}]""", "In a list.")]
    [InlineData("""{"error":"model 'x' not found"}""", "model 'x' not found")]
    [InlineData("""{"object":"error","message":"Flat.","code":400}""", "Flat.")]
    [InlineData("""{"detail":"Not here."}""", "Not here.")]
    [InlineData("""{"detail":[{"loc":["body","top_p"],"msg":"too large"}]}""", """[{"loc":["body","top_p"],"msg":"too large"}]""")]
    [InlineData("  <h1>Bad</h1>  ", "<h1>Bad</h1>")]
    public async Task The_message_is_the_servers_own_words(string body, string message)
    {
        foreach (ChatService service in Services.Select(row => row.Data))
            Assert.Equal(message, (await Ask.FaultAsync(service, new Reply(body, 400))).Message);
    }

    [Fact]
    public async Task A_long_body_is_cut() =>
        Assert.Equal(new string('x', 500) + "…", (await Ask.FaultAsync(ChatService.Gemini, new Reply(new string('x', 9000), 502))).Message);

    [Fact]
    public async Task A_minutes_quota_says_which_and_how_long()
    {
        foreach (ChatService service in Services.Select(row => row.Data))
        {
            ChatException fault = await Ask.FaultAsync(service, new Reply(Exhausted(PerMinute, RetryInfo), 429, ("Retry-After", "99")));

            Assert.Equal((ChatErrorKind.RateLimited, TimeSpan.FromSeconds(26.5)), (fault.Fault, fault.RetryAfter));
            Assert.Equal("GenerateRequestsPerMinutePerProjectPerModel = 10", fault.Quota);
        }
    }

    [Theory]
    [InlineData(Both)]
    [InlineData(Both + "," + RetryInfo)]
    [InlineData(RetryInfo + "," + Both)]
    public async Task Any_quota_by_the_day_is_one_whatever_else_is_there(string details)
    {
        foreach (ChatService service in Services.Select(row => row.Data))
        {
            ChatException fault = await Ask.FaultAsync(service, new Reply(Exhausted(details), 429, ("Retry-After", "26")));

            Assert.Equal((ChatErrorKind.DailyQuota, 429), (fault.Fault, fault.Status));
            Assert.Equal("GenerateRequestsPerDayPerProjectPerModel-FreeTier = 20", fault.Quota);
            Assert.Null(fault.RetryAfter);
        }
    }

    [Fact]
    public async Task A_limit_without_details_is_still_a_limit()
    {
        ChatException fault = await Ask.FaultAsync(
            ChatService.Gemini, new Reply("""{"error":{"code":429,"message":"Slow down.","status":"RESOURCE_EXHAUSTED"}}""", 429));

        Assert.Equal((ChatErrorKind.RateLimited, null, null), (fault.Fault, fault.RetryAfter, fault.Quota));
    }

    [Fact]
    public async Task Credit_that_has_run_out_is_not_waited_for()
    {
        ChatException fault = await Ask.FaultAsync(
            ChatService.OpenAI, new Reply("""{"error":{"message":"Check your plan.","type":"insufficient_quota","code":"insufficient_quota"}}""", 429));

        Assert.Equal((ChatErrorKind.Fatal, "Check your plan."), (fault.Fault, fault.Message));
    }

    [Theory]
    [InlineData("Retry-After", "7", 7_000)]
    [InlineData("Retry-After", "1.5", 1_500)]
    [InlineData("retry-after-ms", "250", 250)]
    [InlineData("Retry-After", "Wed, 01 Jul 2026 12:00:30 GMT", 30_000)]
    [InlineData("Retry-After", "Wed, 01 Jul 2026 11:00:00 GMT", 0)]
    [InlineData("Retry-After", "soon", null)]
    public async Task Headers_say_how_long_to_wait(string header, string value, int? milliseconds)
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
        foreach (ChatService service in Services.Select(row => row.Data))
        {
            await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply("", 503, (header, value)));
            ChatException fault = await Ask.FaultAsync(service, server, time);

            Assert.Equal(milliseconds is { } wait ? TimeSpan.FromMilliseconds(wait) : null, fault.RetryAfter);
        }
    }

    [Fact]
    public async Task A_used_up_window_is_waited_for()
    {
        ChatException fault = await Ask.FaultAsync(
            ChatService.OpenAI,
            new Reply("", 429, ("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", "2s"), ("x-ratelimit-remaining-tokens", "5"), ("x-ratelimit-reset-tokens", "9s")));

        Assert.Equal(TimeSpan.FromSeconds(2), fault.RetryAfter);
    }

    [Theory, MemberData(nameof(Services))]
    public async Task A_body_that_breaks_off_is_a_fault_of_the_moment(ChatService service)
    {
        string body = Ask.Good(service);
        string[] cuts =
        [
            $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body[..20]}",
            $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n14\r\n{body[..20]}\r\n",
            $"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{body[..20]}",
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nnope",
            "HTTP/1.1 2",
            "",
        ];
        foreach (string cut in cuts)
        {
            using CutServer server = new(cut);
            ChatException fault = await server.FaultAsync(service);

            Assert.Equal((ChatErrorKind.Transient, null), (fault.Fault, fault.Status));
            Assert.NotEmpty(fault.Message);
        }
    }

    [Theory, MemberData(nameof(Services))]
    public async Task An_error_whose_body_breaks_off_keeps_its_status(ChatService service)
    {
        using CutServer server = new("HTTP/1.1 401 Unauthorized\r\nContent-Length: 100\r\n\r\n{");
        ChatException fault = await server.FaultAsync(service);

        Assert.Equal((ChatErrorKind.Fatal, 401, "HTTP 401 Unauthorized"), (fault.Fault, fault.Status, fault.Message));
    }

    [Theory, MemberData(nameof(Services))]
    public async Task Nobody_there_is_a_fault_of_the_moment(ChatService service)
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Uri nowhere = new($"http://{listener.LocalEndpoint}/v1");
        listener.Stop();
        using IChatModel model = new ChatModelFactory().Create(new ChatModelSettings(service, "m", nowhere, () => Ask.Key, TimeSpan.FromSeconds(60)));
        ChatException fault = await Assert.ThrowsAsync<ChatException>(() => model.CompleteAsync(Ask.Request, CancellationToken.None));

        Assert.Equal((ChatErrorKind.Transient, null), (fault.Fault, fault.Status));
        Assert.Contains("refused", fault.Message);
    }

    [Theory, MemberData(nameof(Services))]
    public async Task A_redirect_is_not_followed_with_the_key(ChatService service)
    {
        await using ScriptedServer other = await ScriptedServer.StartAsync(new Reply(Ask.Good(service)));
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply("", 307, ("Location", new Uri(other.Address, "/there?q=1").AbsoluteUri)));
        ChatException fault = await Ask.FaultAsync(service, server);

        Assert.Equal(ChatErrorKind.Fatal, fault.Fault);
        Assert.Contains(new Uri(other.Address, "/there").AbsoluteUri, fault.Message);
        Assert.Empty(other.Requests);
    }
}
