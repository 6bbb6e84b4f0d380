using System.Text.Json;

namespace SynthGen.Documents.Sources.Json;

/// <summary>A page of Document AI's: the places of its lines and paragraphs in the document's text.</summary>
internal sealed class DocumentAIPage
{
    private readonly List<Part> _lines;
    private readonly List<int> _paragraphs;
    private readonly MeanConfidence _confidence;
    private int _shift;

    /// <param name="page">The page.</param>
    /// <param name="offset">The number of pages before the first of its shard, if that is counted from 1.</param>
    /// <param name="number">Its number in the shard.</param>
    public DocumentAIPage(JsonElement page, int offset, int number)
    {
        Offset = offset;
        Number = offset + number;
        _paragraphs = [.. Parts(page, "paragraphs").Select(part => part.Start).Order()];
        List<Part> lines = [.. Parts(page, "lines")];
        // Processors differ in how far they divide a page.
        if (lines.Count == 0)
            lines = [.. Parts(page, "paragraphs")];
        if (lines.Count == 0)
            lines = [.. Parts(page, "blocks")];
        if (lines.Count == 0)
            lines = [.. Part.Read(page)];
        _lines = lines;
        foreach (JsonElement token in page.Items("tokens"))
            _confidence.Add(token.Member("layout")?.Share("confidence"));
        if (_confidence.Value is null && HasText)
            _confidence.Add(page.Member("layout")?.Share("confidence"));
    }

    /// <summary>The number of pages before the first of its shard, if that is counted from 1; otherwise 0.</summary>
    public int Offset { get; }

    /// <summary>The page's number.</summary>
    public int Number { get; }

    /// <summary>Whether it has any text.</summary>
    public bool HasText => _lines.Count > 0;

    /// <summary>Says at which code point the text of the page's shard begins.</summary>
    public void Shift(int shift) => _shift = shift;

    /// <summary>Cuts the page out of the document's text.</summary>
    public SourcePage ToSourcePage(CodePointText text)
    {
        PageLines lines = new();
        int last = 0;
        foreach (Part line in _lines)
        {
            int paragraph = _paragraphs.BinarySearch(line.Start);
            paragraph = paragraph < 0 ? ~paragraph : paragraph + 1;
            if (paragraph != last)
                lines.Break();
            last = paragraph;
            lines.Add(string.Concat(line.Segments.Select(segment => text.Slice(Move(segment.Start), Move(segment.End)))).TrimEnd());
        }

        return new SourcePage(lines.ToString()) { Number = Number, Confidence = _confidence.Value };
    }

    private int Move(int place) => (int)Math.Min(int.MaxValue, (long)_shift + place);

    private static IEnumerable<Part> Parts(JsonElement page, string name) => page.Items(name).SelectMany(Part.Read);

    // A place in the text: mostly one segment.
    private readonly record struct Part(List<(int Start, int End)> Segments)
    {
        public int Start => Segments[0].Start;

        public static IEnumerable<Part> Read(JsonElement owner)
        {
            List<(int, int)> segments =
            [
                .. (owner.Member("layout")?.Member("textAnchor") ?? default).Items("textSegments")
                    .Select(segment => (Start: segment.Number("startIndex") ?? 0, End: segment.Number("endIndex") ?? 0))
                    .Where(segment => segment.Start != segment.End),
            ];
            return segments.Count > 0 ? [new Part(segments)] : [];
        }
    }
}
