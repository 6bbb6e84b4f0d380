using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SynthGen.Datasets.Splits;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Benchmarks;

/// <summary>Measures the speed and the memory of splits, and prints a split of a real document.</summary>
internal static class DatasetSplitBenchmark
{
    private static readonly string[] Words = ["notice", "tenant", "panel", "docket", "pump", "grant", "survey", "permit", "witness", "ledger", "harbour", "seal", "deed", "claim", "valve", "writ"];

    public static void Run()
    {
        foreach (int rows in (int[])[100_000, 1_000_000])
            Measure(rows);
        Document();
    }

    /// <summary>Splits a million rows.</summary>
    public static void Million() => Split(Rows(1_000_000), new DatasetSplitOptions());

    private static void Measure(int count)
    {
        Split(Rows(10_000), new DatasetSplitOptions());
        GC.Collect();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Stopwatch watch = Stopwatch.StartNew();
        DatasetSplitter splitter = Split(Rows(count), new DatasetSplitOptions());
        watch.Stop();
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Console.WriteLine(FormattableString.Invariant(
            $"{count:n0} rows, 5 a page, 15 words: {watch.Elapsed.TotalSeconds:0.0} s, {count / watch.Elapsed.TotalSeconds:n0} rows/s; remembers {kept / 1048576.0:n0} MiB, {(double)kept / count:n0} B/row; {splitter.Summary}"));
        GC.KeepAlive(splitter);
    }

    private static void Document()
    {
        string path = Environment.GetEnvironmentVariable("SYNTHGEN_DOCUMENT") is { Length: > 0 } named ? named : Path.Combine(Root(), "examples", "harbour-lease.txt");
        using Runspace runspace = ModuleRunspace.Open();
        runspace.SessionStateProxy.SetVariable("document", path);
        using PowerShell shell = PowerShell.Create(runspace);
        List<SyntheticQuery> rows = [.. shell.AddScript("Split-OcrDocument -LiteralPath $document | New-SyntheticQuery -Backend Template").Invoke().Select(row => (SyntheticQuery)row.BaseObject)];
        Console.WriteLine(FormattableString.Invariant($"{Path.GetFileName(path)}: {rows.Count} rows of {rows.Select(row => row.Page).Distinct().Count()} pages by templates"));
        foreach (SplitGrouping grouping in (SplitGrouping[])[SplitGrouping.Page, SplitGrouping.PageBlock])
        {
            foreach (int seed in Enumerable.Range(0, 3))
                Print(rows, new DatasetSplitOptions { Grouping = grouping, Seed = seed });
        }

        double[] drifts = [.. Enumerable.Range(0, 200).Select(seed => Split(rows, new DatasetSplitOptions { Seed = seed }).Summary.ToolDrift ?? 0).Order()];
        Console.WriteLine(FormattableString.Invariant($"largest difference of a tool's share on a side, over 200 seeds: median {drifts[100]:0.0%}, 95th percentile {drifts[190]:0.0%}, worst {drifts[^1]:0.0%}"));

        DatasetSplitter half = new(new DatasetSplitOptions()), whole = new(new DatasetSplitOptions());
        int middle = rows[rows.Count / 2].Page;
        Dictionary<string, DatasetSplit> old = rows.Where(row => row.Page > middle).ToDictionary(row => row.Id, row => half.Add(row).Single().Side);
        int moved = rows.Select(row => (row.Id, whole.Add(row).Single().Side)).Count(placed => old.TryGetValue(placed.Id, out DatasetSplit side) && side != placed.Side);
        Console.WriteLine(FormattableString.Invariant($"second half split alone, then with the first half before it: {moved} of {old.Count} rows moved"));
    }

    private static void Print(List<SyntheticQuery> rows, DatasetSplitOptions options)
    {
        DatasetSplitter splitter = new(options);
        int torn = rows.SelectMany(row => splitter.Add(row)).Where(placement => placement.Status == SplitStatus.Placed)
            .GroupBy(placement => ((SyntheticQuery)placement.Row).Page).Count(page => page.Select(placement => placement.Side).Distinct().Count() > 1);
        SplitSummary summary = splitter.Summary;
        Console.WriteLine(FormattableString.Invariant($"-By {options.Grouping} -Seed {options.Seed}: {torn} pages on two sides, {summary.Copies} copies left out"));
        foreach (SplitSide side in summary.Sides)
            Console.WriteLine(FormattableString.Invariant($"  {side.Split,-10} {side.Rows,5} rows {side.RowShare,6:0.0%} {side.Pages,4} pages  {string.Join(", ", side.Tools)}"));
    }

    private static DatasetSplitter Split(IEnumerable<SyntheticQuery> rows, DatasetSplitOptions options)
    {
        DatasetSplitter splitter = new(options);
        foreach (SyntheticQuery row in rows)
        {
            foreach (SplitPlacement _ in splitter.Add(row))
                continue;
        }

        return splitter;
    }

    private static IEnumerable<SyntheticQuery> Rows(int count)
    {
        ToolCall[] calls = [new("full_text_search", JsonValue.Object(("query", "x"))), new("vector_search", JsonValue.Object(("query", "x")))];
        Random random = new(1);
        for (int i = 0; i < count; i++)
        {
            string query = string.Join(' ', Enumerable.Range(0, 14).Select(_ => Words[random.Next(Words.Length)])) + i.ToString(" 0", CultureInfo.InvariantCulture);
            yield return new SyntheticQuery(query, [calls[i % 2]], i / 5) { Source = "manual.txt", AvailableTools = BuiltInTools.All };
        }
    }

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SynthGen.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("SynthGen.slnx");
        return folder;
    }
}
