using System.Text.Json;

namespace SynthGen.Documents.Sources.Json;

/// <summary>
/// Reads Azure's pages. Their text is held until the end, since the paragraphs, which group lines and know printed page
/// numbers, come after all pages.
/// </summary>
internal sealed class AzureReader(string[] paths, SourceContext context) : JsonDocumentReader(paths, AzureSource.Paths.Length, context)
{
    private readonly List<Page> _pages = [];
    private readonly List<Paragraph> _paragraphs = [];
    private readonly List<(int Start, int End)> _tables = [];
    private int _before;
    private int _last;

    /// <inheritdoc/>
    protected override void Take(int path, JsonElement value)
    {
        switch (path)
        {
            case 0 or 1:
                TakePage(value);
                break;
            case 2:
                _paragraphs.Add(new Paragraph(
                    Offset(value), value.Text("content") ?? "", value.Text("role"),
                    value.Items("boundingRegions").Select(region => region.Number("pageNumber")).FirstOrDefault()));
                break;
            case 3:
                _tables.AddRange(value.Items("spans").Select(Span));
                break;
            case 4 when value.ValueKind == JsonValueKind.String && value.AsText("status") is { } status && !status.Equals("succeeded", StringComparison.OrdinalIgnoreCase):
                throw new SourceException($"This result has no pages: its status is {status}.", "Fetch it again when the analysis has succeeded.");
        }
    }

    /// <inheritdoc/>
    protected override void EndObject()
    {
        ILookup<int, Paragraph> paragraphs = _paragraphs.OrderBy(paragraph => paragraph.Offset).ToLookup(paragraph => paragraph.Page ?? 0);
        List<SourcePage> pages = [];
        foreach (Page page in _pages)
        {
            List<Paragraph> own = [.. paragraphs[page.Number], .. paragraphs[0].Where(page.Holds)];
            pages.Add(new SourcePage(page.Lines.Count > 0 ? Lines(page, own) : Words(page, own))
            {
                Number = _before + page.Number,
                Label = own.Where(paragraph => paragraph.Role == "pageNumber").Select(paragraph => PrintedNumber.Read(paragraph.Text)).FirstOrDefault(label => label is not null),
                Confidence = page.Confidence.Value,
            });
        }

        foreach (SourcePage page in Labelled(pages))
            Give(page);

        // Results after one another are counted on.
        _before += _last;
        _last = 0;
        _pages.Clear();
        _paragraphs.Clear();
        _tables.Clear();
    }

    private void TakePage(JsonElement value)
    {
        // The list of pages is there in version 2.1 as well, for other purposes.
        int number = value.Number("pageNumber") ?? value.Number("page") ?? _last + 1;
        if (number < 1 || (long)_before + number >= int.MaxValue)
            throw JsonMembers.Wrong($"a page has the number {number}");

        _last = Math.Max(_last, number);
        Page page = new(number, value.Items("spans").Select(Span).ToList());
        bool hasWords = value.Member("words") is not null;
        foreach (JsonElement line in value.Items("lines"))
        {
            page.Lines.Add(new TextLine(Offset(line), line.Text("content") ?? line.Text("text") ?? ""));
            foreach (JsonElement word in hasWords ? [] : line.Items("words"))
                page.Confidence.Add(word.Share("confidence"));
        }

        foreach (JsonElement word in value.Items("words"))
        {
            page.Confidence.Add(word.Share("confidence"));
            if (page.Lines.Count == 0)
                page.Words.Add(word.Text("content") ?? "");
        }

        _pages.Add(page);
    }

    // Where the offsets put two lines into one paragraph or table, no blank line stands between them. Each cell is a paragraph.
    private string Lines(Page page, List<Paragraph> paragraphs)
    {
        PageLines text = new();
        (int Table, int Paragraph) last = default;
        foreach (TextLine line in page.Lines.OrderBy(line => line.Offset))
        {
            int table = _tables.FindIndex(span => line.Offset >= span.Start && line.Offset < span.End);
            (int, int) place = (table, table >= 0 ? 0 : paragraphs.FindLastIndex(paragraph => paragraph.Offset <= line.Offset));
            if (place != last)
                text.Break();
            last = place;
            text.Add(line.Text);
        }

        return text.ToString();
    }

    // Office documents have paragraphs and words, and no lines.
    private static string Words(Page page, List<Paragraph> paragraphs)
    {
        if (paragraphs.Count == 0)
            return string.Join(' ', page.Words);

        PageLines text = new();
        foreach (Paragraph paragraph in paragraphs)
            text.AddParagraph(paragraph.Text);
        return text.ToString();
    }

    // Offsets count in the unit that the request chose; they are compared, and never used to cut a text.
    private static int Offset(JsonElement owner) => owner.Items("spans").Select(span => span.Number("offset")).FirstOrDefault() ?? 0;

    private static (int Start, int End) Span(JsonElement span)
    {
        int offset = span.Number("offset") ?? 0;
        return (offset, (int)Math.Min(int.MaxValue, (long)offset + (span.Number("length") ?? 0)));
    }

    private readonly record struct TextLine(int Offset, string Text);

    private readonly record struct Paragraph(int Offset, string Text, string? Role, int? Page);

    private sealed class Page(int number, List<(int Start, int End)> spans)
    {
        public MeanConfidence Confidence;

        public int Number => number;

        public List<TextLine> Lines { get; } = [];

        public List<string> Words { get; } = [];

        public bool Holds(Paragraph paragraph) => spans.Exists(span => paragraph.Offset >= span.Start && paragraph.Offset < span.End);
    }
}
