using SynthGen.Text;

namespace SynthGen.Documents.Marks;

/// <summary>The lines of a document that nearly are marks: they stay in the text, and the user is warned.</summary>
internal sealed class NearMarks
{
    private const int MaxNamed = 3;
    private const int MaxLength = 40;

    private readonly List<string> _named = [];
    private int _counted;
    private long _lines;
    private long _count;

    /// <summary>Adds a line.</summary>
    /// <param name="text">The text of the current page.</param>
    /// <param name="mark">The line in it.</param>
    /// <param name="firstLine">The line of the document on which the text begins.</param>
    public void Add(ReadOnlySpan<char> text, in PageMark mark, long firstLine)
    {
        if (++_count > MaxNamed)
            return;

        // Lines are counted on from the last near mark of the page.
        _lines += text[_counted..mark.Start].Count('\n');
        _counted = mark.Start;
        string line = text[mark.Start..mark.End].Trim().ToString();
        _named.Add($"line {firstLine + _lines} '{PrintableText.Line(line.Length > MaxLength ? line[..MaxLength] + "…" : line)}'");
    }

    /// <summary>Begins the text of the next page.</summary>
    public void Turn() => (_counted, _lines) = (0, 0);

    /// <summary>Returns the lines in one sentence; null if there are none.</summary>
    public string? Describe() => _count == 0 ? null
        : $"Not taken as {(_count == 1 ? "a page mark" : "page marks")}, but nearly: {string.Join(", ", _named)}" +
            $"{(_count > MaxNamed ? $", and {_count - MaxNamed:N0} more" : "")}. They stay in the text: -MarkerPattern takes other forms.";
}
