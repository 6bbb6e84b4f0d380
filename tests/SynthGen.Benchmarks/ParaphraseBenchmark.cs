using System.Diagnostics;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Benchmarks;

/// <summary>
/// Measures how often questions in other words than the page's find their page: Paraphrases.tsv has eighty, each for a page
/// of the report, as somebody asks who has not read it.
/// </summary>
internal static class ParaphraseBenchmark
{
    public static void Run()
    {
        (int Page, string Query)[] questions =
            [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Paraphrases.tsv")).Select(line => line.Split('\t')).Select(parts => (int.Parse(parts[0]), parts[1]))];
        using ModuleRunspace runspace = new();
        IReadOnlyList<OcrPage> pages = runspace.Run<OcrPage>($"Split-OcrDocument -LiteralPath '{BenchmarkDocument.Path}'");
        foreach (string backend in (string[])["Offline", "MiniLM"])
        {
            Stopwatch watch = Stopwatch.StartNew();
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            using PageIndex index = runspace.Run<PageIndex>($"$pages | New-PageIndex -EmbeddingBackend {backend}", ("pages", pages))[0];
            Console.WriteLine($"{backend}: {pages.Count} pages indexed in {watch.Elapsed.TotalSeconds:0.0} s, {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:0.0} s of processor time");
            foreach (ToolDefinition tool in BuiltInTools.All)
            {
                int[] ranks = [.. questions.Select(question => index.Search(tool.Name, question.Query, 10).FirstOrDefault(hit => hit.Page == question.Page)?.Rank ?? int.MaxValue)];
                Console.WriteLine($"  {tool.Name,-16} of {questions.Length}: hit@1 {ranks.Count(rank => rank <= 1)}, hit@5 {ranks.Count(rank => rank <= 5)}, hit@10 {ranks.Count(rank => rank <= 10)}");
            }
        }
    }
}
