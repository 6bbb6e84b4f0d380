using System.Text;
using SynthGen.Adapters.Batches;
using SynthGen.Models;
using SynthGen.Models.Batches;
using SynthGen.TestServer;

namespace SynthGen.Adapters.Tests.Batches;

public sealed class BatchServiceTests
{
    private const string Key = "test-key-0123456789abcdef";

    [Theory]
    [InlineData(ChatService.Gemini, 10)]
    [InlineData(ChatService.Gemini, 2_000_000)]
    [InlineData(ChatService.OpenAI, 10)]
    [InlineData(ChatService.OpenAI, 2_000_000)]
    public async Task A_job_small_or_large_is_created_found_and_read(ChatService service, int length)
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { ApiKey = Key });
        using IBatchService batches = Create(service, server);
        BatchRequest[] requests = [.. Enumerable.Range(1, 11).Select(i => new BatchRequest(i.ToString("x32"), Body(service, $"Page {i}. " + new string('x', length))))];
        GenerationBatch job = await batches.CreateAsync("synthgen-a", "probe", requests, TestContext.Current.CancellationToken);
        Assert.Equal(["synthgen-a"], (await ListAsync(batches)).Select(one => one.Name));
        Assert.Equal((GenerationBatchStatus.Completed, "synthgen-a", 11), await batches.GetAsync(job.Id!, TestContext.Current.CancellationToken) is var state ? (state.Status, state.Name, state.Requests) : default);

        List<BatchLine> lines = [];
        await foreach (BatchLine line in batches.ReadAsync(job.Id!, [.. requests.Select(request => request.Key)], TestContext.Current.CancellationToken))
            lines.Add(line);
        Assert.Equal(requests.Select(request => request.Key), lines.Select(line => line.Key).Order(StringComparer.Ordinal));
        Assert.All(lines, line => Assert.True(line.Answer.IsReply));
        Assert.False(server.Log.KeyInUrl);
    }

    [Theory]
    [InlineData(ChatService.Gemini)]
    [InlineData(ChatService.OpenAI)]
    public async Task All_pages_of_the_list_are_read_and_a_job_can_be_cancelled(ChatService service)
    {
        await using ModelServer server = await ModelServer.StartAsync(new() { ApiKey = Key, JobPolls = 100 });
        using IBatchService batches = Create(service, server);
        for (int i = 1; i <= 5; i++)
            await batches.CreateAsync($"synthgen-{i}", "probe", [new BatchRequest("1", Body(service, "Page."))], TestContext.Current.CancellationToken);
        IReadOnlyList<GenerationBatch> jobs = await ListAsync(batches);
        Assert.Equal(["synthgen-5", "synthgen-4", "synthgen-3", "synthgen-2", "synthgen-1"], jobs.Select(job => job.Name));
        await batches.CancelAsync(jobs[0].Id!, TestContext.Current.CancellationToken);
        Assert.Equal(GenerationBatchStatus.Cancelled, (await batches.GetAsync(jobs[0].Id!, TestContext.Current.CancellationToken)).Status);
        Assert.Equal(GenerationBatchStatus.Running, (await batches.GetAsync(jobs[1].Id!, TestContext.Current.CancellationToken)).Status);
        Assert.Equal(404, (await Assert.ThrowsAsync<ChatException>(() => batches.GetAsync("batches/nothing", TestContext.Current.CancellationToken))).Status);
    }

    [Theory]
    [InlineData(ChatPlatform.Azure)]
    [InlineData(ChatPlatform.VertexAI)]
    public void Other_platforms_have_no_supported_jobs(ChatPlatform platform) => Assert.Null(new BatchServiceFactory().Create(
        new ChatModelSettings(platform == ChatPlatform.Azure ? ChatService.OpenAI : ChatService.Gemini, "m", new Uri("https://example.com"), null, TimeSpan.FromSeconds(1)) { Platform = platform }));

    private static IBatchService Create(ChatService service, ModelServer server) => new BatchServiceFactory().Create(
        new ChatModelSettings(service, "probe", service == ChatService.Gemini ? server.GeminiEndpoint : server.OpenAIEndpoint, () => Key, TimeSpan.FromSeconds(60)))!;

    private static byte[] Body(ChatService service, string text) => Encoding.UTF8.GetBytes(service == ChatService.Gemini
        ? $$"""{"contents":[{"role":"user","parts":[{"text":"{{text}}"}]}]}"""
        : $$"""{"model":"probe","messages":[{"role":"user","content":"{{text}}"}]}""");

    private static async Task<IReadOnlyList<GenerationBatch>> ListAsync(IBatchService batches)
    {
        List<GenerationBatch> jobs = [];
        await foreach (GenerationBatch job in batches.ListAsync(TestContext.Current.CancellationToken))
            jobs.Add(job);
        return jobs;
    }
}
