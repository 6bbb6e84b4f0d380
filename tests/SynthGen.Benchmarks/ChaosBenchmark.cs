using System.Diagnostics;
using SynthGen.Quality;
using SynthGen.TestServer;
using SynthGen.TestServer.Faults;

namespace SynthGen.Benchmarks;

/// <summary>Measures how many of a document's rows remain when the server fails and when the process is killed again and again.</summary>
internal static class ChaosBenchmark
{
    private const int Kills = 20;

    /// <summary>Runs with a fifth of the requests failing, in every way.</summary>
    public static void Chaos() => ChaosAsync().GetAwaiter().GetResult();

    /// <summary>Sends SIGKILL at random moments and repeats the command after each.</summary>
    public static void Kill() => KillAsync().GetAwaiter().GetResult();

    private static async Task ChaosAsync()
    {
        await using ModelServer server = await ModelServer.StartAsync(new()
        {
            // An injected refusal must name the true quota, or the pace keeps to a false one for minutes.
            Quota = new() { RequestsPerMinute = 60_000 },
            RetryAfter = TimeSpan.FromMilliseconds(200),
            DripTime = TimeSpan.FromMilliseconds(300),
        });
        using ModuleRunspace runspace = new();
        string command = $"Split-OcrDocument -LiteralPath $document | New-SyntheticQuery -Backend Gemini -Endpoint {server.GeminiEndpoint} -Model probe -TimeoutSec 2 -RetryLimit 10 -OutcomeVariable outcome";
        Dictionary<string, SyntheticQuery> undisturbed = runspace.Run<SyntheticQuery>(command).ToDictionary(row => row.Id);
        Console.WriteLine($"undisturbed: {runspace.Get<GenerationSummary>("outcome")}");

        server.Reset();
        server.Faults = SeededFaultPlan.Chaos(11, .2);
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<SyntheticQuery> rows = runspace.Run<SyntheticQuery>(command);
        GenerationSummary summary = runspace.Get<GenerationSummary>("outcome");
        Console.WriteLine($"a fifth of the requests failing: {summary}, in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
        Console.WriteLine($"answers of the server: {string.Join(", ", server.Log.Statuses.OrderBy(status => status.Key).Select(status => $"{status.Value} x {status.Key}"))}");
        foreach (ReasonCount reason in summary.Reasons.Concat(summary.DroppedRows))
            Console.WriteLine($"  {reason}");
        HashSet<int> failed = [.. summary.Failures.Select(outcome => outcome.Page)];
        Console.WriteLine(
            $"{summary.Generated + summary.Empty + summary.Failed} of {summary.Pages} pages accounted for; rows twice: {rows.Count - rows.DistinctBy(row => row.Id).Count()}; "
            + $"rows missing on pages that gave others, each dropped for one of these reasons: {undisturbed.Values.Count(row => !failed.Contains(row.Page)) - rows.Count(row => undisturbed.ContainsKey(row.Id) && !failed.Contains(row.Page))}; "
            + $"rows that the undisturbed run has not: {rows.Count(row => !undisturbed.ContainsKey(row.Id))}");
    }

    private static async Task KillAsync()
    {
        string folder = Directory.CreateTempSubdirectory("synthgen-").FullName;
        await using ModelServer server = await ModelServer.StartAsync(new() { Latency = Latency.Fixed(TimeSpan.FromMilliseconds(40)) });
        string Pipeline(string name) =>
            $"Split-OcrDocument -LiteralPath '{BenchmarkDocument.Path}' | New-SyntheticQuery -Backend Gemini -Endpoint {server.GeminiEndpoint} -Model probe -ThrottleLimit 4 "
            + $"-JournalPath '{Path.Combine(folder, name + ".journal")}' | Export-ToolDataset '{Path.Combine(folder, name + ".jsonl")}'";
        using (Process whole = Start(Pipeline("whole")))
            await whole.WaitForExitAsync();
        long asked = server.Log.Count;
        server.Reset();

        Random moments = new(5);
        string journal = Path.Combine(folder, "killed.journal");
        int again = 0;
        for (int kill = 1; kill <= Kills; kill++)
        {
            // Any moment from before the first reply to some dozen pages later.
            string[] done = File.Exists(journal) ? [.. Whole(File.ReadAllText(journal))] : [];
            long before = server.Log.Count;
            long until = before + moments.Next(0, 40);
            TimeSpan moment = TimeSpan.FromMilliseconds(moments.Next(0, 60));
            using Process process = Start(Pipeline("killed"));
            while (server.Log.Count < until && !process.HasExited)
                await Task.Delay(1);
            await Task.Delay(moment);
            process.Kill();
            await process.WaitForExitAsync();
            again += Repeated(journal, done);
            Console.WriteLine($"kill {kill}: {server.Log.Count - before} requests, {Whole(File.Exists(journal) ? File.ReadAllText(journal) : "").Count()} pages in the journal");
        }

        using (Process last = Start(Pipeline("killed")))
            await last.WaitForExitAsync();
        bool same = File.ReadAllBytes(Path.Combine(folder, "whole.jsonl")).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(folder, "killed.jsonl")));
        Console.WriteLine(
            $"{Kills} kills: the dataset of {File.ReadLines(Path.Combine(folder, "killed.jsonl")).Count()} rows is {(same ? "byte for byte" : "NOT")} that of an undisturbed run; "
            + $"pages finished before a kill and asked for again: {again}; requests {server.Log.Count} against {asked} undisturbed");
        Directory.Delete(folder, recursive: true);
    }

    // A key that is in the journal twice means that a finished page was sent again.
    private static int Repeated(string journal, string[] done) =>
        File.Exists(journal) ? Whole(File.ReadAllText(journal)).Skip(done.Length).Intersect(done).Count() : 0;

    private static IEnumerable<string> Whole(string journal) =>
        journal[..(journal.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..42]);

    private static Process Start(string script)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [BenchmarkDocument.Host, "-Command", script]);
        return Process.Start(start)!;
    }
}
