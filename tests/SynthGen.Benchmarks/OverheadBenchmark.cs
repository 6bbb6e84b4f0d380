using System.Diagnostics;
using System.Text.Json;
using SynthGen.Adapters;
using SynthGen.Generation;
using SynthGen.Generation.Journal;
using SynthGen.Generation.Model;
using SynthGen.Generation.Prompts;
using SynthGen.Models;
using SynthGen.Models.Pacing;
using SynthGen.Models.Spending;
using SynthGen.Quality;
using SynthGen.TestServer;
using SynthGen.Tools;

namespace SynthGen.Benchmarks;

/// <summary>
/// Measures the cost of the product's own work (prompt, pace, budget, parse, locate, check, journal) on the repeated pages
/// of a document, against a model in process that takes 5 ms and quotes two sentences of the page; then of the whole
/// command over sockets, with the server on the same cores.
/// </summary>
internal static class OverheadBenchmark
{
    private const int AtATime = 64;
    private const int Pages = 100_000;
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(5);

    public static void Run()
    {
        OcrPage[] document = [.. Split().Where(page => page.WordCount > 40)];
        Console.WriteLine($"{BenchmarkDocument.Name}: {document.Length} pages of {document.Average(page => page.Text.Length):0} characters; {AtATime} at a time, {Latency.TotalMilliseconds} ms each");
        Generate(document, 2_000, quiet: true).GetAwaiter().GetResult();
        Generate(document, Pages, quiet: false).GetAwaiter().GetResult();
        OverSockets(document).GetAwaiter().GetResult();
    }

    private static IEnumerable<OcrPage> Split()
    {
        using ModuleRunspace runspace = new();
        return runspace.Run<OcrPage>("Split-OcrDocument -LiteralPath $document");
    }

    private static async Task Generate(OcrPage[] document, int pages, bool quiet)
    {
        string journalPath = Path.GetTempFileName();
        IToolSchemaValidator validator = new NJsonSchemaValidator();
        PromptWriter prompts = new(PromptSet.BuiltIn, BuiltInTools.All, 3, "legal", "lawyers");
        using RequestPace pace = new(new PaceLimits(AtATime), TimeProvider.System, Random.Shared.NextDouble);
        using BudgetedChatModel model = new(
            new RetryingChatModel(new QuotingModel(), pace, 5, TimeProvider.System, Random.Shared.NextDouble), new Budget(null, null, null));
        using OutcomeJournal journal = OutcomeJournal.Open(journalPath);
        ModelOptions options = new("Bench", BuiltInTools.All, 3, 1, new ChatSampling());
        IQueryGenerator generator = new JournalingGenerator(
            new ModelQueryGenerator(model, prompts, PromptSet.BuiltIn.Version, options, validator, null), journal,
            new JournalKey("m", prompts.Instruction.Text, "p"), BuiltInTools.All, retryEmpty: false);
        GenerationRun run = new(generator, AtATime, CancellationToken.None);

        long start = Stopwatch.GetTimestamp(), lap = start;
        TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
        long heapOfFirst = 0, heap = 0;
        int taken = 0;
        for (int i = 0; i < pages; i++)
        {
            while (run.IsFull)
                await Take();
            run.Add(Page(document, i));
        }

        while (run.Waiting > 0)
            await Take();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds, busy = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
        if (!quiet)
        {
            Console.WriteLine($"in process: {run.Summary}");
            Console.WriteLine(
                $"in process: {pages / seconds:0} pages/s, {1000 * busy / pages:0.00} ms of processor a page; "
                + $"live heap {heapOfFirst >> 20} MiB after the first tenth, {heap >> 20} MiB at the end (the journal's index of {Pages} pages included)");
        }

        File.Delete(journalPath);

        async Task Take()
        {
            if (await run.TakeAsync() is { Status: OutcomeStatus.Failed } failed)
                Console.WriteLine($"page {failed.Page} failed: {failed.Reason}");
            if (++taken % (pages / 10) == 0)
            {
                heap = GC.GetTotalMemory(forceFullCollection: true);
                if (heapOfFirst == 0)
                    heapOfFirst = heap;
            }
        }
    }

    // The same text would be found in the journal.
    private static OcrPage Page(OcrPage[] document, int i) => new(i + 1, $"{document[i % document.Length].Text}\n{i}", "bench.txt");

    private static async Task OverSockets(OcrPage[] document)
    {
        await using ModelServerProcess server = await ModelServerProcess.StartAsync("--latency-ms", $"{Latency.TotalMilliseconds}");
        using ModuleRunspace runspace = new();
        OcrPage[] pages = [.. Enumerable.Range(0, 4_000).Select(i => Page(document, i))];
        for (int round = 0; round < 2; round++)
        {
            long start = Stopwatch.GetTimestamp();
            TimeSpan cpu = Process.GetCurrentProcess().TotalProcessorTime;
            runspace.Run<SyntheticQuery>(
                $"$pages | New-SyntheticQuery -Backend Gemini -Endpoint {server.GeminiEndpoint} -Model probe -ThrottleLimit {AtATime} -OutcomeVariable outcome", ("pages", pages));
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds, busy = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds;
            if (round > 0)
                Console.WriteLine($"the command over sockets, the server on the same cores: {pages.Length / seconds:0} pages/s, {1000 * busy / pages.Length:0.00} ms of this process's processor a page");
        }
    }

    private sealed class QuotingModel : IChatModel
    {
        public async Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
        {
            await Task.Delay(Latency, cancellationToken);
            string[] sentences = [.. request.Turns[^1].Text.Split(". ").Where(sentence => sentence.Length > 40).Skip(1).Take(2)];
            string rows = JsonSerializer.Serialize(new
            {
                queries = sentences.Select((sentence, i) => new
                {
                    query = $"What is said in part {i} of {sentence.Length}?",
                    tools = new[] { new { name = "vector_search", arguments = new { query = $"part {i}" } } },
                    evidence = sentence,
                }),
            });
            return new ChatReply(rows, ChatFinish.Stop, "STOP", "bench") { InputTokens = request.EstimatedTokens, OutputTokens = 200 };
        }

        public void Dispose()
        {
        }
    }
}
