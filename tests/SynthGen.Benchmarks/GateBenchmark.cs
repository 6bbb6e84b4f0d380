using System.Diagnostics;
using System.Globalization;
using SynthGen.Retrieval;

namespace SynthGen.Benchmarks;

/// <summary>Measures how many Template rows of a real document pass the gates, and how many planted faults the gates catch.</summary>
/// <remarks>
/// Faults are planted in rows that pass, so that a row has only the planted fault. "Good rows lost" are rows whose calls
/// find their page, but which a gate rejects for another reason. SYNTHGEN_BENCHMARK_SEED makes other rows and faults,
/// SYNTHGEN_BENCHMARK_SHOW prints the faults that were not caught.
/// </remarks>
internal static class GateBenchmark
{
    private const int PerKind = 150;

    public static void Run()
    {
        using ModuleRunspace runspace = new();
        int seed = int.Parse(Environment.GetEnvironmentVariable("SYNTHGEN_BENCHMARK_SEED") ?? "0", CultureInfo.InvariantCulture);
        OcrPage[] pages = [.. runspace.Run<OcrPage>("$pages = @(Split-OcrDocument -LiteralPath $document); $pages")];
        SyntheticQuery[] rows = [.. runspace.Run<SyntheticQuery>("$pages | New-SyntheticQuery -Backend Template -Seed $seed", ("seed", seed))];
        long begin = Stopwatch.GetTimestamp();
        using IPageIndex index = runspace.Run<IPageIndex>("$pages | New-PageIndex")[0];
        Console.WriteLine(Text($"{BenchmarkDocument.Name}: {pages.Length} pages, {rows.Length} rows, indexed in {Stopwatch.GetElapsedTime(begin).TotalSeconds:0.0} s"));

        begin = Stopwatch.GetTimestamp();
        SyntheticQuery[] tested = Test(rows);
        double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
        SyntheticQuery[] passed = [.. tested.Where(row => row.Verdict!.Passed)];
        Console.WriteLine(Text($"pass rate before filtering {(double)passed.Length / rows.Length:p1}, {rows.Length / seconds:n0} rows/s; rejected:"));
        foreach (IGrouping<string, SyntheticQuery> group in tested.Where(row => !row.Verdict!.Passed).GroupBy(row => row.Verdict!.ToString()).OrderByDescending(group => group.Count()))
            Console.WriteLine($"  {group.Count(),5} {group.Key}");
        foreach (IGrouping<ToolContrast?, SyntheticQuery> group in passed.GroupBy(row => row.Verdict!.Ranks?.Contrast))
            Console.WriteLine($"  {group.Count(),5} passed with the contrast {group.Key}");
        int?[] ranks = [.. passed.SelectMany(row => row.Verdict!.Ranks!.Calls)];
        Console.WriteLine(Text($"hit@10 of what passes {(double)ranks.Count(rank => rank <= 10) / ranks.Length:p1} of {ranks.Length} calls"));

        SyntheticQuery[] found = [.. Test(rows, "-Gate Executed").Where(row => row.Verdict!.Ranks?.Calls.All(rank => rank <= 10) == true)];
        Dictionary<string, Verdict> verdicts = tested.ToDictionary(row => row.Id, row => row.Verdict!);
        SyntheticQuery[] lost = [.. found.Where(row => !verdicts[row.Id].Passed)];
        Console.WriteLine(Text($"good rows lost {(double)lost.Length / found.Length:p1} of {found.Length} whose calls find their page: {string.Join(", ", lost.GroupBy(row => verdicts[row.Id].ToString()).Select(group => $"{group.Count()} {group.Key}"))}"));

        if (Test(GoodRows.Read(pages), "-Gate Schema, WellFormed, Grounded, ArgumentProvenance, Overlap") is { Length: > 0 } good)
        {
            SyntheticQuery[] refused = [.. good.Where(row => !row.Verdict!.Passed)];
            Console.WriteLine(Text($"rows by hand lost {(double)refused.Length / good.Length:p1} of {good.Length} (gates before Executed): {string.Join(", ", refused.Select(row => $"page {row.Page} {row.Verdict}"))}"));
        }

        foreach ((string kind, SyntheticQuery[] planted) in new PlantedFaults(index, pages, passed, seed).All(PerKind))
        {
            // Copies need the rows before them; every other fault is judged alone.
            SyntheticQuery[] judged = kind.Contains("copies", StringComparison.Ordinal)
                ? Test([.. passed, .. planted])[passed.Length..]
                : [.. Test(planted)];
            SyntheticQuery[] missed = [.. judged.Where(row => row.Verdict!.Passed)];
            Console.WriteLine(Text($"{kind,-44} planted {planted.Length,4}, caught {100.0 * (planted.Length - missed.Length) / Math.Max(1, planted.Length),5:0.0} %: {string.Join(", ", judged.GroupBy(row => row.Verdict!.ToString()).OrderByDescending(group => group.Count()).Select(group => $"{group.Count()} {group.Key}"))}"));
            if (Environment.GetEnvironmentVariable("SYNTHGEN_BENCHMARK_SHOW") is { Length: > 0 })
            {
                foreach (SyntheticQuery row in missed.Take(12))
                    Console.WriteLine($"      {row.Page} {row.Query} <- {string.Join(" ", row.Tools)} <- {row.Evidence!.Quote.ReplaceLineEndings(" ")}");
            }
        }

        SyntheticQuery[] Test(SyntheticQuery[] given, string arguments = "") => [.. runspace.Run<SyntheticQuery>(
            $"$given | Test-SyntheticQuery -PageIndex $index -WarningAction Ignore {arguments}", ("given", given), ("index", index))];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
