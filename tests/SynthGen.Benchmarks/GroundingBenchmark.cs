using System.Globalization;
using System.Text.Json;

namespace SynthGen.Benchmarks;

internal static class GroundingBenchmark
{
    public static void Run()
    {
        using ModuleRunspace runspace = new();
        OcrPage[] pages = [.. runspace.Run<OcrPage>("$pages = @(Split-OcrDocument -LiteralPath $document); $pages")];
        SyntheticQuery[] rows = [.. runspace.Run<SyntheticQuery>("$pages | New-SyntheticQuery -Backend Template -Seed 0")];
        SyntheticQuery[] good = GoodRows.Read(pages);
        Console.WriteLine($"{good.Length} good rows");
        Random random = new(5);
        foreach (string backend in (string[])["Offline", "MiniLM"])
        {
            using PageIndex index = runspace.Run<PageIndex>($"$pages | New-PageIndex -EmbeddingBackend {backend}")[0];
            SyntheticQuery[] executed = [.. runspace.Run<SyntheticQuery>("$given | Test-SyntheticQuery -PageIndex $index -WarningAction Ignore -PassedOnly", ("given", rows), ("index", index))];
            random.Shuffle(executed);
            using StreamWriter writer = new($"/tmp/gates/sims-{backend}.jsonl");
            foreach ((string kind, SyntheticQuery row) in good.Select(row => ("good", row)).Concat(executed.Take(200).Select(row => ("template", row))))
            {
                OcrPage page = pages.First(page => page.Number == row.Page);
                int length = row.Evidence!.Length;
                foreach (int pad in (int[])[0, 100, 200])
                {
                    List<(int Start, int End)> spans = [(Math.Max(0, row.Evidence.Start - pad), Math.Min(page.Text.Length, row.Evidence.Start + length + pad))];
                    int size = Math.Max(60, length) + 2 * pad;
                    for (int at = 0; at + 40 < page.Text.Length; at += size / 2)
                        spans.Add((at, Math.Min(page.Text.Length, at + size)));
                    IReadOnlyList<double> sims = index.Compare(row.Query, [.. spans.Select(span => page.Text[span.Start..span.End])])!;
                    IReadOnlyList<double> args = index.Compare(row.Query + " " + string.Join(' ', row.Tools.Select(call => call.Arguments.Values.First())), [.. spans.Select(span => page.Text[span.Start..span.End])])!;
                    writer.WriteLine(JsonSerializer.Serialize(new { kind, pad, row.Page, query = row.Query, start = row.Evidence.Start, length, spans = spans.Select(span => new[] { span.Start, span.End }), sims, args }));
                }
            }
        }
    }
}
