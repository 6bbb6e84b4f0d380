using SynthGen.Rows;
using SynthGen.Tools;

namespace SynthGen.Benchmarks;

/// <summary>
/// Rows that a person would train on: GoodRows.tsv has for each a page of the report, a question, its call and a short quote of
/// the page that answers it.
/// </summary>
internal static class GoodRows
{
    public static SyntheticQuery[] Read(OcrPage[] pages)
    {
        Dictionary<int, OcrPage> known = pages.GroupBy(page => page.Number).ToDictionary(group => group.Key, group => group.First());
        return [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "GoodRows.tsv")).Select(line => line.Split('\t'))
            .Select(parts => Row(parts, known.GetValueOrDefault(int.Parse(parts[0])))).OfType<SyntheticQuery>()];
    }

    // Null on another document, or where the page lacks the quote.
    private static SyntheticQuery? Row(string[] parts, OcrPage? page) =>
        page is not null && new EvidenceLocator(page).Locate(parts[4])?.Evidence is { } evidence
            ? new SyntheticQuery(parts[1], [new ToolCall(parts[2], new Dictionary<string, object?> { ["query"] = parts[3] })], page.Number)
            {
                Source = page.Source, Label = page.Label, Ordinal = page.Ordinal, Evidence = evidence, AvailableTools = BuiltInTools.All,
            }
            : null;
}
