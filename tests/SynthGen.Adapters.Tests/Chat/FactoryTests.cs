using SynthGen.Adapters.Chat;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Models;

namespace SynthGen.Adapters.Tests.Chat;

public sealed class FactoryTests
{
    [Fact]
    public void The_factory_is_the_one_exported_implementation_of_a_port_of_chat()
    {
        Type[] exported = [.. typeof(ChatModelFactory).Assembly.GetExportedTypes().Where(type => type.Namespace!.StartsWith("SynthGen.Adapters.Chat", StringComparison.Ordinal))];

        Assert.Equal([typeof(ChatModelFactory)], exported);
        Assert.NotNull(typeof(ChatModelFactory).GetConstructor(Type.EmptyTypes));
    }

    [Fact]
    public async Task Geminis_models_are_those_that_generate_content()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(
            new Reply("""
                {"models":[{"name":"models/gemini-3.8-flash","supportedGenerationMethods":["countTokens","generateContent"]},
                  {"name":"models/embedding-001","supportedGenerationMethods":["embedContent"]}],"nextPageToken":"n/1"}
                """),
            new Reply("""{"models":[{"name":"models/gemini-4-argon","supportedGenerationMethods":["generateContent"]}]}"""));
        IReadOnlyList<string> names = await new ChatModelFactory().ListModelsAsync(Ask.Settings(ChatService.Gemini, server, ""), CancellationToken.None);

        Assert.Equal(["gemini-3.8-flash", "gemini-4-argon"], names);
        Assert.Equal(["/v1beta/models?pageSize=1000", "/v1beta/models?pageSize=1000&pageToken=n%2F1"], server.Requests.Select(request => request.Address));
        Assert.All(server.Requests, request => Assert.Equal(Ask.Key, request.Headers["x-goog-api-key"]));
    }

    [Theory]
    [InlineData("""{"object":"list","data":[{"id":"qwen3:8b","object":"model"},{"id":"llama","created":1.5}]}""")]
    [InlineData("""[{"id":"qwen3:8b"},{"id":"llama"}]""")]
    public async Task A_servers_models_are_listed(string body)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(body));
        IReadOnlyList<string> names = await new ChatModelFactory().ListModelsAsync(Ask.Settings(ChatService.OpenAI, server, ""), CancellationToken.None);

        Assert.Equal(["qwen3:8b", "llama"], names);
        Assert.Equal(("/v1/models", "Bearer " + Ask.Key), (server.Requests[0].Address, server.Requests[0].Headers["Authorization"]));
    }

    [Theory]
    [InlineData(ChatService.Gemini)]
    [InlineData(ChatService.OpenAI)]
    public async Task A_list_that_is_refused_says_why(ChatService service)
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply($"{{\"error\":{{\"message\":\"No {Ask.Key}.\"}}}}", 403));
        ChatException fault = await Assert.ThrowsAsync<ChatException>(
            () => new ChatModelFactory().ListModelsAsync(Ask.Settings(service, server), CancellationToken.None));

        Assert.Equal((ChatErrorKind.Fatal, "No ***."), (fault.Fault, fault.Message));
    }

    [Fact]
    public async Task Settings_that_make_no_sense_are_refused()
    {
        ChatModelFactory factory = new();
        ChatModelSettings good = new(ChatService.OpenAI, "m", new Uri("http://localhost:1/v1"), null, TimeSpan.FromSeconds(1));
        ChatModelSettings[] bad =
        [
            good with { Model = " " },
            good with { Timeout = TimeSpan.Zero },
            good with { Timeout = TimeSpan.MaxValue },
            good with { Endpoint = new Uri("ftp://localhost/v1") },
            good with { Endpoint = new Uri("v1", UriKind.Relative) },
            good with { Service = (ChatService)9 },
        ];

        Assert.All(bad, settings => Assert.ThrowsAny<ArgumentException>(() => factory.Create(settings)));
        factory.Create(good with { Timeout = Timeout.InfiniteTimeSpan }).Dispose();
        using IChatModel model = factory.Create(good);
        await Assert.ThrowsAsync<ArgumentException>(() => model.CompleteAsync(Ask.Request with { ResponseSchema = "{" }, CancellationToken.None));
    }

    [Theory]
    [InlineData("26s", 26_000)]
    [InlineData("0.120s", 120)]
    [InlineData("120ms", 120)]
    [InlineData("6m0s", 360_000)]
    [InlineData("1h2m3.5s", 3_723_500)]
    [InlineData("1d", 86_400_000)]
    [InlineData(" 7.5 ", 7_500)]
    [InlineData("0", 0)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("s", null)]
    [InlineData("-1s", null)]
    [InlineData("1.2.3s", null)]
    [InlineData("5 minutes", null)]
    [InlineData("999999999999999999999999s", null)]
    public void Lengths_of_time_are_read_as_services_write_them(string? text, int? milliseconds) =>
        Assert.Equal(milliseconds is { } wait ? TimeSpan.FromMilliseconds(wait) : null, DurationText.Parse(text));
}
