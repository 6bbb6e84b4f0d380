using System.Globalization;
using SynthGen.Quality.Words;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Benchmarks;

/// <summary>
/// Measures with a neural index what the gate Grounded loses of good rows, by hand and of the Template backend, and what it
/// catches of evidence that is another sentence of the page. SYNTHGEN_BENCHMARK_SEED makes other rows and faults.
/// </summary>
internal static class GroundingBenchmark
{
    private const int PerKind = 150;

    public static void Run()
    {
        using ModuleRunspace runspace = new();
        int seed = int.Parse(Environment.GetEnvironmentVariable("SYNTHGEN_BENCHMARK_SEED") ?? "0", CultureInfo.InvariantCulture);
        OcrPage[] pages = [.. runspace.Run<OcrPage>("$pages = @(Split-OcrDocument -LiteralPath $document); $pages")];
        SyntheticQuery[] rows = [.. runspace.Run<SyntheticQuery>("$pages | New-SyntheticQuery -Backend Template -Seed $seed", ("seed", seed))];
        using PageIndex words = runspace.Run<PageIndex>("$pages | New-PageIndex")[0], neural = runspace.Run<PageIndex>("$pages | New-PageIndex -EmbeddingBackend MiniLM")[0];
        SyntheticQuery[] sound = [.. Test(rows, words, "").Where(row => row.Verdict!.Passed)];
        PlantedFaults faults = new(words, pages, sound, seed);
        (string, SyntheticQuery[])[] kinds = [("rows by hand", GoodRows.Read(pages)), ("rows that pass", [.. sound.Take(PerKind)]), .. faults.All(PerKind).Where(kind => kind.Kind.StartsWith("another sentence", StringComparison.Ordinal))];
        foreach ((string kind, SyntheticQuery[] given) in kinds)
        {
            foreach (PageIndex index in (PageIndex[])[words, neural])
            {
                SyntheticQuery[] tested = Test(given, index, "-Gate Grounded");
                if (index == neural && tested.Select(row => Support(neural, row) ?? 1).ToArray() is var supports)
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind,-44} by its vectors alone, with a threshold of .2 to .6: {string.Join(", ", Enumerable.Range(2, 5).Select(t => $"{100.0 * supports.Count(support => support < t / 10.0) / supports.Length:0.0} %"))}"));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind,-44} {index.EmbeddingBackend,-8} of {tested.Length,4}, refused {100.0 * tested.Count(row => !row.Verdict!.Passed) / Math.Max(1, tested.Length),5:0.0} %"));
            }
        }

        static double? Support(PageIndex index, SyntheticQuery row)
        {
            OcrPage page = index.Find(row.GetPageKey())!;
            return row.Evidence!.IsIn(page) ? new PassageMeaning(index, page.Text).Support(string.Join(' ', row.Tools.SelectMany(ArgumentText.Of).Prepend(row.Query)), row.Evidence.Start, row.Evidence.Length) : null;
        }

        SyntheticQuery[] Test(SyntheticQuery[] given, PageIndex index, string arguments) => [.. runspace.Run<SyntheticQuery>(
            $"$given | Test-SyntheticQuery -PageIndex $index -WarningAction Ignore {arguments}", ("given", given), ("index", index))];
    }
}
