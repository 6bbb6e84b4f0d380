using System.Text;
using Microsoft.Extensions.Time.Testing;
using SynthGen.Models;
using SynthGen.Models.Batches;

namespace SynthGen.Core.Tests.Models.Batches;

public sealed class BatchQueueTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeBatchService _service = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Calls_fill_jobs_up_to_the_limits_and_get_their_own_answers()
    {
        _service.Limits = new(3, 10_000);
        string[] answers = await SendAllAsync(Open(), "a", "b", "c", "d", "e", "f", "g");
        Assert.Equal(["a", "b", "c", "d", "e", "f", "g"], answers);
        Assert.Equal([3, 3, 1], _service.Jobs.Select(job => job.Requests.Count));
    }

    [Fact]
    public async Task A_job_holds_no_more_bytes_than_it_may()
    {
        _service.Limits = new(100, 1000);
        await SendAllAsync(Open(), [.. Enumerable.Range(0, 5).Select(i => new string((char)('a' + i), 200))]);
        Assert.Equal([2, 2, 1], _service.Jobs.Select(job => job.Requests.Count));
        Assert.All(_service.Jobs, job => Assert.True(job.Requests.Sum(request => request.Length) <= 1000));
    }

    [Fact]
    public async Task Each_model_has_jobs_of_its_own()
    {
        using BatchQueue queue = Open();
        await StartAsync(queue);
        Task<BatchAnswer>[] calls = [SendAsync(queue, "x", "one"), SendAsync(queue, "x", "two"), SendAsync(queue, "y", "one")];
        queue.Close();
        await FinishAsync(Task.WhenAll(calls));
        Assert.Equal(["one", "two"], _service.Jobs.Select(job => job.Model).Order());
    }

    [Fact]
    public async Task A_later_run_finds_the_answers_of_a_job_that_an_earlier_one_submitted()
    {
        using (BatchQueue queue = Open(waits: false))
        {
            await StartAsync(queue);
            Task<BatchAnswer>[] calls = [SendAsync(queue, "a"), SendAsync(queue, "b")];
            queue.Close();
            await Assert.ThrowsAsync<CallPendingException>(() => FinishAsync(Task.WhenAll(calls)));
            Assert.Equal((1, 1, 2), (queue.Tally.Submitted, queue.Tally.Open, queue.Tally.OpenRequests));
        }

        using (BatchQueue queue = Open(waits: false))
            Assert.Equal(["b", "a"], (await FinishAsync(Task.WhenAll(SendAsync(queue, "b"), SendAsync(queue, "a")))).Select(Text));

        // Nothing is asked any more: the journal has the replies.
        _service.StatusOf = _ => throw new InvalidOperationException();
        using (BatchQueue queue = Open(waits: false))
            Assert.Equal("a", Text(await FinishAsync(SendAsync(queue, "a"))));
        Assert.Single(_service.Jobs);
    }

    [Fact]
    public async Task A_job_whose_creation_was_not_lived_to_see_is_found_by_its_name()
    {
        _service.CreatesAllTheSame = true;
        _service.Refusals.Enqueue(new ChatException(ChatErrorKind.Transient, "cut"));
        using (BatchQueue queue = Open())
        {
            Task<BatchAnswer> call = SendAsync(queue, "a");
            queue.Close();
            await AdvanceUntilAsync(() => _service.Jobs.Count > 0);
        }

        Assert.Null(Assert.Single(Jobs()).Id);
        using (BatchQueue queue = Open())
            Assert.Equal("a", Text(await FinishAsync(SendAsync(queue, "a"))));
        Assert.Single(_service.Jobs);
        Assert.Equal("id-" + _service.Jobs[0].Name, Assert.Single(Jobs()).Id);
    }

    [Fact]
    public async Task A_job_that_was_never_created_is_created_by_the_next_run()
    {
        _service.Refusals.Enqueue(new ChatException(ChatErrorKind.Transient, "cut"));
        using (BatchQueue queue = Open())
        {
            _ = SendAsync(queue, "a");
            queue.Close();
            await AdvanceUntilAsync(() => _service.Refusals.Count == 0);
        }

        using BatchQueue next = Open();
        Task<BatchAnswer> call = SendAsync(next, "a");
        next.Close();
        Assert.Equal("a", Text(await FinishAsync(call)));
        Assert.Single(_service.Jobs);
    }

    [Fact]
    public async Task The_journal_is_free_once_a_queue_is_disposed_of_though_the_service_takes_a_while_to_stop()
    {
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _service.BeforeCreation = async () =>
        {
            asked.SetResult();
            await Task.Delay(TimeSpan.FromMilliseconds(500), CancellationToken.None);
        };
        using (BatchQueue queue = Open())
        {
            _ = SendAsync(queue, "a");
            queue.Close();
            await AdvanceUntilAsync(() => asked.Task.IsCompleted);
        }

        BatchJournal.Open(PathOf()).Dispose();
    }

    [Fact]
    public async Task A_job_that_is_refused_for_its_size_goes_in_halves()
    {
        foreach (ChatException? refusal in (ChatException?[])[Busy(), Busy(), null])
            _service.Refusals.Enqueue(refusal);
        await SendAllAsync(Open(), "a", "b", "c", "d", "e", "f", "g", "h");
        Assert.Equal([2, 2, 2, 2], _service.Jobs.Select(job => job.Requests.Count));
    }

    [Fact]
    public async Task A_run_that_does_not_wait_gives_up_where_no_job_is_taken()
    {
        for (int i = 0; i < 10; i++)
            _service.Refusals.Enqueue(Busy());
        using BatchQueue queue = Open(waits: false);
        Task<BatchAnswer> call = SendAsync(queue, "a");
        queue.Close();
        CallPendingException pending = await Assert.ThrowsAsync<CallPendingException>(() => FinishAsync(call));
        Assert.Contains("busy", pending.Message);
        await Assert.ThrowsAsync<CallPendingException>(() => FinishAsync(SendAsync(queue, "b")));
        Assert.Equal(7, _service.Refusals.Count);
    }

    [Theory]
    [InlineData(GenerationBatchStatus.Expired, "time ran out")]
    [InlineData(GenerationBatchStatus.Failed, "failed")]
    [InlineData(GenerationBatchStatus.Completed, "no line")]
    public async Task A_request_without_an_answer_says_why(GenerationBatchStatus status, string reason)
    {
        _service.StatusOf = _ => status;
        _service.AnswerOf = _ => null;
        using BatchQueue queue = Open();
        Task<BatchAnswer> call = SendAsync(queue, "a");
        queue.Close();
        BatchAnswer answer = await FinishAsync(call);
        Assert.Equal(0, answer.Status);
        Assert.Contains(reason, answer.Reason);
    }

    [Fact]
    public async Task The_same_work_gets_another_reply_to_a_request_that_it_repeats()
    {
        int number = 0;
        _service.AnswerOf = _ => new BatchAnswer(200, Encoding.UTF8.GetBytes($"\"{++number}\""));
        using BatchQueue queue = Open();
        queue.Close();
        string[] first = await WorkAsync();
        Assert.Equal(["\"1\"", "\"2\""], first);
        Assert.Equal(first, await WorkAsync());

        async Task<string[]> WorkAsync()
        {
            using BatchScope scope = BatchScope.Begin();
            return [Raw(await FinishAsync(SendAsync(queue, "a"))), Raw(await FinishAsync(SendAsync(queue, "a")))];
        }
    }

    [Fact]
    public async Task Work_that_failed_gets_other_replies_when_it_is_tried_again()
    {
        int number = 0;
        _service.AnswerOf = _ => new BatchAnswer(200, Encoding.UTF8.GetBytes($"\"{++number}\""));
        using (BatchQueue queue = Open())
        {
            queue.Close();
            using BatchScope scope = BatchScope.Begin();
            Assert.Equal("\"1\"", Raw(await FinishAsync(SendAsync(queue, "a"))));
            scope.Forget();
        }

        using BatchQueue next = Open();
        next.Close();
        Assert.Equal("\"2\"", Raw(await FinishAsync(SendAsync(next, "a"))));
    }

    [Fact]
    public async Task A_torn_last_line_is_cut_off_and_what_is_something_else_is_left_alone()
    {
        await SendAllAsync(Open(), "a", "b");
        string path = PathOf();
        File.AppendAllText(path, "{\"key\":\"0123");
        long torn = new FileInfo(path).Length;
        using (BatchJournal journal = BatchJournal.Open(path))
            Assert.Equal(12, journal.TornBytes);
        Assert.Equal(torn - 12, new FileInfo(path).Length);

        string mine = Path.Combine(_folder, "mine.txt");
        File.WriteAllText(mine, "Dear diary,\nnothing happened.\n");
        Assert.Throws<InvalidDataException>(() => BatchJournal.Open(mine));
        Assert.Equal("Dear diary,\nnothing happened.\n", File.ReadAllText(mine));
    }

    private static ChatException Busy() => new(ChatErrorKind.RateLimited, "busy");

    private string PathOf() => Path.Combine(_folder, "run.batches");

    private BatchQueue Open(bool waits = true) =>
        new(_service, BatchJournal.Open(PathOf()), new BatchOptions("Fake", waits), _time, TestContext.Current.CancellationToken);

    private IReadOnlyList<JournaledBatch> Jobs()
    {
        using BatchJournal journal = BatchJournal.OpenRead(PathOf());
        return journal.Jobs;
    }

    private async Task<string[]> SendAllAsync(BatchQueue opened, params string[] texts)
    {
        using BatchQueue queue = opened;
        await StartAsync(queue);
        Task<BatchAnswer>[] calls = [.. texts.Select(text => SendAsync(queue, text))];
        queue.Close();
        return [.. (await FinishAsync(Task.WhenAll(calls))).Select(Text)];
    }

    // Calls are parked as they are sent then: the clock would go on before a busy machine has parked them.
    private Task StartAsync(BatchQueue queue)
    {
        Task ready = queue.StartAsync();
        return AdvanceUntilAsync(() => ready.IsCompleted);
    }

    private static Task<BatchAnswer> SendAsync(BatchQueue queue, string text, string model = "m") =>
        queue.SendAsync(model, Encoding.UTF8.GetBytes($"\"{text}\""), TestContext.Current.CancellationToken);

    private async Task<T> FinishAsync<T>(Task<T> calls)
    {
        await AdvanceUntilAsync(() => calls.IsCompleted);
        return await calls;
    }

    private async Task AdvanceUntilAsync(Func<bool> isReached)
    {
        using CancellationTokenSource patience = new(Patience);
        while (!isReached())
        {
            patience.Token.ThrowIfCancellationRequested();
            await Task.Delay(1, TestContext.Current.CancellationToken);
            _time.Advance(TimeSpan.FromSeconds(.5));
        }
    }

    private static string Raw(BatchAnswer answer) => Encoding.UTF8.GetString(answer.Body.Span);

    private static string Text(BatchAnswer answer) => Raw(answer).Trim('"');
}
