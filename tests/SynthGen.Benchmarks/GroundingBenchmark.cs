using System.Diagnostics;
using System.Globalization;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Benchmarks;

/// <summary>
/// Measures what the gate Grounded loses of good rows, by hand and of the Template backend, and what it catches of evidence
/// that is another sentence of the page: with the offline index and with a neural one, each of which also tried the Template's
/// rows. SYNTHGEN_BENCHMARK_SEED makes other rows and faults.
/// </summary>
internal static class GroundingBenchmark
{
    private const int PerKind = 150;

    public static void Run()
    {
        using ModuleRunspace runspace = new();
        int seed = int.Parse(Environment.GetEnvironmentVariable("SYNTHGEN_BENCHMARK_SEED") ?? "0", CultureInfo.InvariantCulture);
        OcrPage[] pages = [.. runspace.Run<OcrPage>("$pages = @(Split-OcrDocument -LiteralPath $document); $pages")];
        foreach (string backend in (string[])["Offline", "MiniLM"])
        {
            using PageIndex index = runspace.Run<PageIndex>("$pages | New-PageIndex -EmbeddingBackend $backend", ("backend", backend))[0];
            SyntheticQuery[] rows = Timed("made", () => [.. runspace.Run<SyntheticQuery>("$pages | New-SyntheticQuery -Backend Template -Seed $seed -PageIndex $index", ("seed", seed), ("index", index))]);
            SyntheticQuery[] tested = Timed("tested", () => Test(rows, index, ""));
            SyntheticQuery[] found = [.. Test(rows, index, "-Gate Executed").Where(row => row.Verdict!.Ranks?.Calls.All(rank => rank <= CallExecutor.TopK) == true)];
            Dictionary<string, Verdict> verdicts = tested.ToDictionary(row => row.Id, row => row.Verdict!);
            Print("good rows: their calls find their page", found.Length, found.Count(row => !verdicts[row.Id].Passed));

            SyntheticQuery[] sound = [.. tested.Where(row => row.Verdict!.Passed)], hand = GoodRows.Read(pages);
            Print("rows by hand", hand.Length, Refused(hand));
            foreach ((string kind, SyntheticQuery[] planted) in new PlantedFaults(index, pages, sound, seed).All(PerKind).Where(kind => kind.Kind.StartsWith("another sentence", StringComparison.Ordinal)))
                Print(kind, planted.Length, Refused(planted));
            if (backend != "Offline")
            {
                double?[] scores = [.. Test([.. hand.Where(row => row.Tools[0].Name == BuiltInTools.VectorSearch.Name)], index, "-Gate Grounded").Select(row => row.Verdict!.Gates[^1].Score)];
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{backend,-8} of {scores.Length} rows by hand that search by meaning, so many have more nearer sentences than 0 %, 10 %, … 50 %: {string.Join(", ", Enumerable.Range(0, 6).Select(t => scores.Count(score => 1 - score > t * .1 + 1e-6)))}"));
            }

            int Refused(SyntheticQuery[] given) => Test(given, index, "-Gate Grounded").Count(row => !row.Verdict!.Passed);
            void Print(string kind, int given, int refused) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{backend,-8} {kind,-46} of {given,4}, refused {100.0 * refused / Math.Max(1, given),5:0.0} %"));
            SyntheticQuery[] Timed(string what, Func<SyntheticQuery[]> run)
            {
                long begin = Stopwatch.GetTimestamp();
                SyntheticQuery[] result = run();
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{backend,-8} {result.Length} rows {what}, {result.Length / Stopwatch.GetElapsedTime(begin).TotalSeconds:n0} rows/s"));
                return result;
            }
        }

        SyntheticQuery[] Test(SyntheticQuery[] given, PageIndex index, string arguments) => [.. runspace.Run<SyntheticQuery>(
            $"$given | Test-SyntheticQuery -PageIndex $index -WarningAction Ignore {arguments}", ("given", given), ("index", index))];
    }
}
