using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary>Detects the kind of marker of a document from its beginning.</summary>
/// <remarks>
/// <para>Marks of every kind are collected. A kind that marks pages and nothing else wins as soon as it occurs twice; a kind that
/// occurs in texts too must recur with rising numbers through the first <see cref="FirstLines"/> lines or the whole document.
/// After these lines the first mark that occurs wins.</para>
/// <para>A decision depends on the document's lines alone, never on the pieces in which they arrive.</para>
/// </remarks>
internal sealed class MarkerDetector
{
    /// <summary>The number of lines in which the marks are compared.</summary>
    internal const int FirstLines = 1000;

    /// <summary>The number of characters in which the marks are compared.</summary>
    internal const int FirstLength = 1 << 18;

    // Texts full of lists must not make series without end.
    private const int MaxSeries = 64;

    private readonly MarkScan[] _scans = new MarkScan[PageMarkers.All.Count];
    private readonly List<MarkSeries> _series = [];
    private int _lines;
    private int _position;
    private int _searched;
    private bool _isAfterSuspect;

    /// <summary>Examines the lines that have arrived since the last call.</summary>
    /// <param name="text">The beginning of the document up to now, with lines ended by LF.</param>
    /// <param name="isWhole">Whether the text is the whole document.</param>
    /// <returns>The choice; null until one is made.</returns>
    public MarkerChoice? Detect(ReadOnlySpan<char> text, bool isWhole)
    {
        while (_position < text.Length)
        {
            int length = text[_searched..].IndexOf('\n');
            if (length < 0)
            {
                _searched = text.Length;
                break;
            }

            int end = _searched + length;
            ReadOnlySpan<char> line = text[_position..end];
            _lines++;
            bool wasBound = IsBound(_position);
            _position = _searched = end + 1;
            bool isSuspect = line.Contains('\f') || MarkLine.MayMark(line);
            bool isNew = (isSuspect || _isAfterSuspect) && Look(text[.._position], isWhole: false);
            _isAfterSuspect = isSuspect;
            bool isBound = IsBound(_position);
            if ((isNew || wasBound != isBound) && (isBound ? ChooseLate(text[.._position]) : ChooseEarly(text[.._position])) is { } choice)
                return choice;
        }

        if (!isWhole)
            return null;
        if (_position < text.Length)
        {
            _lines++;
            _position = text.Length + 1;
        }

        Look(text, isWhole: true);
        return ChooseLast(text);
    }

    private bool IsBound(int position) => _lines >= FirstLines || position >= FirstLength;

    private bool Look(ReadOnlySpan<char> text, bool isWhole)
    {
        bool isNew = false;
        for (int i = 0; i < _scans.Length; i++)
        {
            PageMarker marker = PageMarkers.All[i].Marker;
            while (marker.TryFind(text, isWhole, ref _scans[i], out PageMark mark))
            {
                if (!mark.IsNear && SeriesOf(marker, mark.Shape) is { } series)
                {
                    series.Add(mark, text);
                    isNew = true;
                }
            }
        }

        return isNew;
    }

    private MarkSeries? SeriesOf(PageMarker marker, string? shape)
    {
        MarkSeries? series = _series.Find(one => one.Marker == marker && one.Shape == shape);
        if (series is null && _series.Count < MaxSeries)
            _series.Add(series = new MarkSeries(marker, shape));
        return series;
    }

    // The series of a strength in the order of the registry.
    private IEnumerable<MarkSeries> Of(MarkStrength strength) =>
        PageMarkers.All.SelectMany(entry => _series.Where(one => one.Marker == entry.Marker && one.Marker.Strength == strength));

    private IEnumerable<MarkSeries> Strong() => Of(MarkStrength.Numbered).Concat(Of(MarkStrength.Rising).Where(one => one.Rises));

    private MarkSeries? Weak(int atLeast) =>
        Of(MarkStrength.Weak).Where(one => one.Count >= atLeast && one.MostlyRises).MaxBy(one => one.Count);

    private MarkerChoice? ChooseEarly(ReadOnlySpan<char> text)
    {
        MarkSeries? strong = Strong().FirstOrDefault(one => one.Count > 1 && (one.Rises || one.Count > 2 || one.Marker is LineMarker));
        if (strong is not null)
        {
            // Text before the first mark is a preamble or a first page: the end of the document tells.
            bool isOpen = strong.Marker.At == PageMarkerPosition.Start && !text[..strong.Start].IsWhiteSpace();
            return isOpen ? null : Choice(strong, text, strong.Marker.At);
        }

        MarkSeries? first = Of(MarkStrength.Break).FirstOrDefault();
        return first is null || first.Count < (_series.Exists(IsNumbered) ? 3 : 2) ? null : Choice(first, text, null);
    }

    private MarkerChoice? ChooseLate(ReadOnlySpan<char> text)
    {
        MarkSeries? best = Strong().FirstOrDefault(one => one.Count > 1) ?? Of(MarkStrength.Break).FirstOrDefault(one => one.Count > 1) ??
            Strong().FirstOrDefault() ?? Of(MarkStrength.Break).FirstOrDefault() ?? Weak(atLeast: 3);
        return best is null ? null : Choice(best, text, Position(best, text, isEnd: false));
    }

    private MarkerChoice? ChooseLast(ReadOnlySpan<char> text)
    {
        MarkSeries? best = Strong().FirstOrDefault(one => one.Count > 1) ?? Of(MarkStrength.Break).FirstOrDefault(one => one.Count > 1) ??
            Weak(atLeast: 3) ?? Strong().FirstOrDefault() ?? Of(MarkStrength.Break).FirstOrDefault() ?? Weak(atLeast: 2);
        if (best is null && Of(MarkStrength.Rule).FirstOrDefault(one => one.Count > 1) is { } rules && !RuleHeadings.AreSections(text))
            best = rules;
        return best is null ? null : Choice(best, text, Position(best, text, isEnd: !IsBound(_position)), isEnd: true);
    }

    // Where the marks stand; null leaves it to the first mark.
    private static PageMarkerPosition? Position(MarkSeries series, ReadOnlySpan<char> text, bool isEnd)
    {
        PageMarker marker = series.Marker.OfShape(series.Shape);
        if (marker.Strength is MarkStrength.Break or MarkStrength.Rule)
            return null;

        ReadOnlySpan<char> before = text[..series.Start].Trim();
        if (marker.IsAtOnePlace && (marker.At == PageMarkerPosition.End || before.IsEmpty))
            return marker.At;
        if (before.IsEmpty)
            return PageMarkerPosition.Start;
        if (!isEnd || series.Count < 2)
            return marker.At;

        // Of a preamble and a page behind the last mark, a page is the longer.
        int after = text[series.End..].Trim().Length;
        return after == 0 ? PageMarkerPosition.End
            : marker.NeedsRise ? (after < before.Length ? PageMarkerPosition.End : PageMarkerPosition.Start)
            : marker.At;
    }

    private MarkerChoice Choice(MarkSeries series, ReadOnlySpan<char> text, PageMarkerPosition? at, bool isEnd = false)
    {
        string numbers = series.First is not { } first ? ""
            : series.Count == 1 ? $", of page {Printed(first)}"
            : $", from page {Printed(first)} to {Printed(series.Last!.Value)}{(series.Rises ? "" : ", not in steps of one")}";
        bool isSingle = series.Count == 1 && !text[..series.Start].IsWhiteSpace() && !(isEnd && text[series.End..].IsWhiteSpace());
        return new MarkerChoice(
            series.Marker.OfShape(series.Shape), at, $"{series.Count} in the first {_lines:N0} lines{numbers}", Doubt(series), isSingle);
    }

    private static string Printed(PageNumber number) => number.Label ?? $"{number.Value}";

    private string? Doubt(MarkSeries series)
    {
        MarkStrength strength = series.Marker.Strength;
        if (strength == MarkStrength.Rule)
            return "such lines are rules in Markdown too";
        if (strength == MarkStrength.Break)
            return null;

        // Two kinds may take the same lines.
        MarkSeries? rival = _series.Find(one => one != series && one.Start != series.Start && one.Count > 1 && one.Count >= series.Count &&
            (strength == MarkStrength.Weak ? one.Marker.Strength == strength && one.MostlyRises : one.Marker.Strength < MarkStrength.Break && one.Rises));
        return rival is not null ? $"marks of {rival.Marker.OfShape(rival.Shape).Name} are as many"
            : strength == MarkStrength.Weak && series.Count < 3 ? "there are only two"
            : null;
    }

    private static bool IsNumbered(MarkSeries series) => series.Marker.Strength == MarkStrength.Numbered;
}
