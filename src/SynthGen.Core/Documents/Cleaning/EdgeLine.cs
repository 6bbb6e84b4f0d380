using SynthGen.Documents.Measures;

namespace SynthGen.Documents.Cleaning;

/// <summary>A line at a page's top or bottom.</summary>
internal sealed class EdgeLine
{
    // Running text needs more likeness than a head, because texts are often somewhat alike.
    private const double TextLikeness = 0.8;
    private const double Likeness = 0.6;

    private const int MaxPageDigits = 4;

    // Shorter lines are alike only if they are equal.
    private const int MinLetters = 8;

    private readonly PageEdges _page;
    private readonly string _digits;
    private readonly string[] _otherDigits;
    private PageEdges? _lastMet;

    /// <summary>Creates a line of a page.</summary>
    public EdgeLine(PageEdges page, int start, int end, ReadOnlySpan<char> text)
    {
        _page = page;
        Start = start;
        End = end;
        Shape = LineShape.Of(text);
        Numbers = NumberLine.Read(text);
        IsText = LineReader.IsRunningText(text.Trim());
        _digits = DigitsOf(text);
        (OuterNumbers, _otherDigits) = ReadOuterNumbers(text.Trim());
    }

    /// <summary>Index of the line's first character in the page's text.</summary>
    public int Start { get; }

    /// <summary>Index after the line's last character.</summary>
    public int End { get; }

    /// <summary>The shape of the line.</summary>
    public LineShape Shape { get; }

    /// <summary>The possible readings of the line as a page number.</summary>
    public IReadOnlyList<(string Kind, int Value)> Numbers { get; }

    /// <summary>The numbers that begin and end a line of other words: 12 of "12 Smith v. Jones".</summary>
    public IReadOnlyList<int> OuterNumbers { get; }

    /// <summary>Whether the line is running text rather than set like a head.</summary>
    public bool IsText { get; }

    /// <summary>The number of other pages that have a similar line at the same end.</summary>
    public int Met { get; private set; }

    /// <summary>Whether the two lines can be the same head with misreadings.</summary>
    public bool IsLike(EdgeLine other) =>
        IsText || other.IsText ? (_digits == other._digits || HasNumberInPlace(other)) && LikenessOf(Shape, other.Shape, TextLikeness) >= TextLikeness
        : LikenessOf(Shape, other.Shape, Likeness) >= Likeness;

    /// <summary>Returns the likeness of two shapes; short shapes are alike only if they are equal.</summary>
    public static double LikenessOf(LineShape a, LineShape b, double least) =>
        Math.Min(a.Letters.Length, b.Letters.Length) >= MinLetters ? a.Likeness(b, least)
        : a.Letters.Length > 1 && a.Letters == b.Letters ? 1
        : 0;

    /// <summary>Records that another page has a similar line; each page counts once.</summary>
    public void Meet(EdgeLine other)
    {
        if (_lastMet == other._page)
            return;
        _lastMet = other._page;
        Met++;
    }

    // The page numbers of two heads differ like their pages' places; all other figures must be equal.
    private bool HasNumberInPlace(EdgeLine other)
    {
        for (int i = 0; i < OuterNumbers.Count; i++)
        {
            for (int j = 0; j < other.OuterNumbers.Count; j++)
            {
                if (OuterNumbers[i] - _page.Order == other.OuterNumbers[j] - other._page.Order && _otherDigits[i] == other._otherDigits[j])
                    return true;
            }
        }

        return false;
    }

    private static (int[] Numbers, string[] OtherDigits) ReadOuterNumbers(ReadOnlySpan<char> line)
    {
        int firstEnd = line.IndexOfAny(' ', '\t'), lastStart = line.LastIndexOfAny(' ', '\t') + 1;
        if (firstEnd < 0)
            return ([], []);

        List<int> numbers = [];
        List<string> digits = [];
        if (TryRead(line[..firstEnd], out int number))
        {
            numbers.Add(number);
            digits.Add(DigitsOf(line[firstEnd..]));
        }

        if (TryRead(line[lastStart..], out number))
        {
            numbers.Add(number);
            digits.Add(DigitsOf(line[..lastStart]));
        }

        return ([.. numbers], [.. digits]);
    }

    // "12." numbers a paragraph, not a page.
    private static bool TryRead(ReadOnlySpan<char> word, out int number)
    {
        number = 0;
        return word.Length <= MaxPageDigits && !word.ContainsAnyExceptInRange('0', '9') && int.TryParse(word, out number);
    }

    private static string DigitsOf(ReadOnlySpan<char> text)
    {
        if (!text.ContainsAnyInRange('0', '9'))
            return "";

        System.Text.StringBuilder digits = new();
        foreach (char c in text)
        {
            if (char.IsAsciiDigit(c))
                digits.Append(c);
        }

        return digits.ToString();
    }
}
