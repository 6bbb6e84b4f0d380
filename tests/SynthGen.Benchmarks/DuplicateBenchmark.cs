using System.Diagnostics;
using SynthGen.Hashing;
using SynthGen.Quality;
using SynthGen.Quality.Gates;
using SynthGen.Quality.Measures;

namespace SynthGen.Benchmarks;

/// <summary>Measures time, memory and findings of the gate Duplicate and all measures on a million rows.</summary>
internal static class DuplicateBenchmark
{
    private const int Rows = 1_000_000;

    // Each in a process of its own: the memory of one is not that of the other.
    public static void Run()
    {
        ScaleRows.Duplicates();
        LargeDataset.Run();
    }

    /// <summary>Compares a million queries.</summary>
    public static void Compare(bool onePattern)
    {
        GC.Collect();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        DuplicateGate gate = new(DuplicateGate.Similarity);
        GateRun run = new([gate], null, CancellationToken.None);
        using Process self = Process.GetCurrentProcess();
        long begin = Stopwatch.GetTimestamp();
        foreach (SyntheticQuery row in Queries(Rows, onePattern))
        {
            while (run.IsFull)
                run.TakeAsync().GetAwaiter().GetResult();
            run.Add(row);
        }

        while (run.Waiting > 0)
            run.TakeAsync().GetAwaiter().GetResult();
        TimeSpan time = Stopwatch.GetElapsedTime(begin);
        self.Refresh();
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(FormattableString.Invariant(
            $"{(onePattern ? "queries of one pattern" : "queries of their own"),-22} {Rows:n0} rows in {time.TotalSeconds:0.0} s, holds {held / 1048576.0:0} MiB, peak of the process {self.PeakWorkingSet64 / 1048576.0:0} MiB on {Environment.ProcessorCount} processors; {run.Summary}"));
        GC.KeepAlive(gate);
    }

    public static void Measure()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true), begin = Stopwatch.GetTimestamp();
        using DatasetMeter meter = new(DatasetMeter.SampleSize, 0);
        foreach (SyntheticQuery row in Queries(Rows, onePattern: false))
            meter.Add(row);
        DatasetMeasure measure = meter.Measure("", null);
        TimeSpan time = Stopwatch.GetElapsedTime(begin);
        long held = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(FormattableString.Invariant(
            $"{Rows:n0} rows in {time.TotalSeconds:0.0} s on one processor, holds {held / 1048576.0:0} MiB; copies {measure.DuplicateRate:p1}, distinct-2 {measure.Distinct2:0.000}, MTLD {measure.Mtld:0.0}"));
        GC.KeepAlive(meter);
    }

    /// <summary>Makes queries from a seed: of ten rows one copies an earlier one in another case, and one is a near copy, with one more word at the end.</summary>
    public static IEnumerable<SyntheticQuery> Queries(int rows, bool onePattern)
    {
        StableRandom random = new(7);
        string[] recent = new string[1000];
        for (int i = 0; i < rows; i++)
        {
            string query = onePattern
                ? $"What has to be done before the cover of the panel numbered {i:d7} is taken off?"
                : string.Join(' ', Enumerable.Range(0, 9 + random.Next(6)).Select(_ => $"word{random.Next(20_000)}"));
            string text = i % 10 == 5 && recent[i % 1000 - 5] is { } same ? same.ToUpperInvariant()
                : i % 10 == 6 && recent[i % 1000 - 6] is { } like ? $"{like} please"
                : query;
            recent[i % 1000] = text;
            yield return new SyntheticQuery(text, [], i) { Id = "" };
        }
    }
}
