using System.Runtime.CompilerServices;
using SynthGen.Models;
using SynthGen.Models.Batches;

namespace SynthGen.Core.Tests.Models.Batches;

/// <summary>A Batch API in memory whose jobs are over at once, unless it is told otherwise.</summary>
internal sealed class FakeBatchService : IBatchService
{
    public List<(string Name, string Model, IReadOnlyList<BatchRequest> Requests)> Jobs { get; } = [];

    public BatchLimits Limits { get; set; } = new(100, 10_000);

    /// <summary>Thrown at the next creations, in their order; null for none.</summary>
    public Queue<ChatException?> Refusals { get; } = [];

    /// <summary>Whether a job is created although its creation throws.</summary>
    public bool CreatesAllTheSame { get; set; }

    public Func<int, GenerationBatchStatus> StatusOf { get; set; } = _ => GenerationBatchStatus.Completed;

    public Func<BatchRequest, BatchAnswer?> AnswerOf { get; set; } = request => new BatchAnswer(200, request.Body);

    /// <summary>Awaited before each creation; it does not hear of cancellation.</summary>
    public Func<Task> BeforeCreation { get; set; } = () => Task.CompletedTask;

    public async Task<GenerationBatch> CreateAsync(string name, string model, IReadOnlyList<BatchRequest> requests, CancellationToken cancellationToken)
    {
        await BeforeCreation();
        ChatException? refusal = Refusals.TryDequeue(out ChatException? next) ? next : null;
        if (refusal is null || CreatesAllTheSame)
            Jobs.Add((name, model, [.. requests.Select(request => request with { Body = request.Body.ToArray() })]));
        return refusal is null ? StateOf(Jobs.Count - 1) : throw refusal;
    }

    public Task<GenerationBatch> GetAsync(string id, CancellationToken cancellationToken) => Task.FromResult(StateOf(Jobs.FindIndex(job => "id-" + job.Name == id)));

    public async IAsyncEnumerable<GenerationBatch> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int job = Jobs.Count - 1; job >= 0; job--)
        {
            yield return StateOf(job);
            await Task.Yield();
        }
    }

    public async IAsyncEnumerable<BatchLine> ReadAsync(string id, IReadOnlyList<string> keys, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (BatchRequest request in Jobs.Find(job => "id-" + job.Name == id).Requests.Reverse())
        {
            await Task.Yield();
            if (AnswerOf(request) is { } answer)
                yield return new BatchLine(request.Key, answer);
        }
    }

    public Task CancelAsync(string id, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    private GenerationBatch StateOf(int job) => new(Jobs[job].Name, "id-" + Jobs[job].Name, StatusOf(job)) { Requests = Jobs[job].Requests.Count };
}
