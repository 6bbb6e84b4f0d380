using System.Text;
using System.Text.Json;

namespace SynthGen.Documents.Sources.Json;

/// <summary>An item of docling's tree: a text, a table, a picture or a group.</summary>
/// <param name="Label">Its kind, as in "section_header".</param>
/// <param name="Text">Its text; empty for a group.</param>
/// <param name="Children">References to the items in it.</param>
/// <param name="Pages">The pages on which it stands, each with the code points of the text that are there.</param>
internal sealed record DoclingItem(string Label, string Text, List<string> Children, List<(int Page, int Start, int End)> Pages)
{
    /// <summary>Whether the children are the items of a list, which stand together.</summary>
    public bool IsList => Label is "list" or "ordered_list" or "form_area" or "key_value_area" or "inline";

    /// <summary>Reads an item.</summary>
    public static DoclingItem Read(JsonElement item)
    {
        string label = item.Text("label") ?? "";
        string text = item.Member("data") is { ValueKind: JsonValueKind.Object } data ? Table(data) : item.Text("text") ?? "";
        if (label == "list_item" && item.Text("marker") is { Length: > 0 } marker && text.Length > 0)
            text = $"{marker} {text}";
        if (item.Text("contentLayer") == "invisible")
            text = "";
        IEnumerable<JsonElement> references = item.Items("captions").Concat(item.Items("children")).Concat(item.Items("footnotes"));
        return new DoclingItem(
            label, text,
            [.. references.Select(child => child.Text("$ref") ?? child.Text("cref") ?? "").Distinct()],
            [.. item.Items("prov").Select(Place)]);
    }

    /// <summary>Returns the parts of the text on each page; a paragraph may go on overleaf.</summary>
    public IEnumerable<(int Page, string Text)> Parts()
    {
        if (Pages.Count == 0)
            yield break;

        CodePointText text = new(Text);
        bool isDivided = Pages.Count > 1 && Pages[0].Start == 0 && Pages.Zip(Pages.Skip(1)).All(pair => pair.First.End <= pair.Second.Start && pair.First.Start < pair.Second.Start) && Pages[^1].Start < text.Length;
        if (!isDivided)
        {
            yield return (Pages[0].Page, Text);
            yield break;
        }

        for (int part = 0; part < Pages.Count; part++)
            yield return (Pages[part].Page, text.Slice(Pages[part].Start, part + 1 < Pages.Count ? Pages[part + 1].Start : text.Length).Trim());
    }

    private static (int Page, int Start, int End) Place(JsonElement place)
    {
        int[] span = [.. place.Items("charspan").Select(number => number.AsNumber("charspan"))];
        int page = place.Number("pageNo") ?? throw JsonMembers.Wrong("an item's 'prov' has no page number");
        return span is [int start, int end] ? (page, start, end) : (page, 0, 0);
    }

    // A row on each line, with tabs between cells. A cell that spans several stands in the first.
    private static string Table(JsonElement data)
    {
        IEnumerable<JsonElement> cells = data.Member("tableCells") is null ? data.Items("grid").SelectMany(row => row.EnumerateArray()) : data.Items("tableCells");
        StringBuilder text = new();
        foreach (IGrouping<int, (int Row, int Column, string Text)> row in cells
            .Select(cell => (Row: cell.Number("startRowOffsetIdx") ?? 0, Column: cell.Number("startColOffsetIdx") ?? 0, Text: cell.Text("text") ?? ""))
            .Distinct().OrderBy(cell => cell.Row).ThenBy(cell => cell.Column).GroupBy(cell => cell.Row))
        {
            text.Append(text.Length > 0 ? "\n" : "").AppendJoin('\t', row.Select(cell => cell.Text.ReplaceLineEndings(" ")));
        }

        return text.ToString();
    }
}
