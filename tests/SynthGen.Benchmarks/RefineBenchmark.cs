using System.Diagnostics;
using System.Net;
using SynthGen.TestServer;
using SynthGen.TestServer.Model;

namespace SynthGen.Benchmarks;

/// <summary>
/// Measures what sending rows back brings and costs: the rows whose tool decides before and after, and the requests. The model
/// is the test server's: seven of ten pages get better wordings, the others worse ones, unproven ones or none.
/// </summary>
internal static class RefineBenchmark
{
    private const string Key = "test-key-0123456789abcdef";

    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        using ModuleRunspace runspace = new();
        IReadOnlyList<OcrPage> pages = runspace.Run<OcrPage>("Split-OcrDocument -LiteralPath $document | Where-Object { $_.Kind -eq 'Content' -and $_.WordCount -gt 40 }");
        await using ModelServer server = await ModelServer.StartAsync(new() { ApiKey = Key, Refinements = new RefinementScript(pages.Select(page => page.Text)) });
        using PageIndex index = runspace.Run<PageIndex>("$pages | New-PageIndex", ("pages", pages))[0];
        Console.WriteLine(FormattableString.Invariant($"{BenchmarkDocument.Name}, {pages.Count} pages"));
        Console.WriteLine(FormattableString.Invariant($"{"-RefineAttempt",-16}{"rows",6}{"missed",8}{"tied",6}{"decided",9}{"share",8}{"requests",10}{"seconds",9}"));
        SyntheticQuery[]? first = null;
        for (int attempts = 0; attempts <= 2; attempts++)
        {
            server.Reset();
            Stopwatch watch = Stopwatch.StartNew();
            IReadOnlyList<SyntheticQuery> rows = runspace.Run<SyntheticQuery>(
                "$pages | New-SyntheticQuery OpenAI -Endpoint $endpoint -Model probe -ApiKey $key -PageIndex $index -RefineAttempt $attempts",
                ("endpoint", server.OpenAIEndpoint), ("key", new NetworkCredential("", Key).SecurePassword), ("index", index), ("attempts", attempts));
            double seconds = watch.Elapsed.TotalSeconds;
            SyntheticQuery[] tested = [.. runspace.Run<SyntheticQuery>("$rows | Test-SyntheticQuery -PageIndex $index -Gate Executed", ("rows", rows))];
            int[] standings = [.. Enumerable.Range(0, 3).Select(standing => tested.Count(row => Standing(row) == standing))];
            Console.WriteLine(FormattableString.Invariant(
                $"{attempts,-16}{tested.Length,6}{standings[0],8}{standings[1],6}{standings[2],9}{100.0 * standings[2] / tested.Length,7:0.0}%{server.Log.Count,10}{seconds,9:0.0}"));
            first ??= tested;
            int lost = first.Zip(tested).Count(pair => Standing(pair.Second) < Standing(pair.First));
            if (lost > 0)
                Console.WriteLine($"  {lost} rows are worse than at first: NOT as it should be");
        }
    }

    // 0: a call misses the page; 1: found, as by the other search; 2: found by its own search alone.
    private static int Standing(SyntheticQuery row) =>
        row.Verdict!.Ranks!.Calls.Any(rank => !(rank <= 10)) ? 0 : row.Verdict.Ranks.Contrast == ToolContrast.Confirmed ? 2 : 1;
}
