namespace SynthGen.Documents;

/// <summary>Detects pages of two columns whose lines were read across, as <c>pdftotext -layout</c> does.</summary>
/// <remarks>
/// Such a page has a gutter: at least eight lines, and half of those with words, have a gap of two blanks or more that ends at
/// the same place, and three words or more on either side of it. On both sides the words run on from line to line, each by
/// itself: most lines end without a stop, and the next one begins with a small letter, as in no table, index, caption or block
/// of signatures.
/// </remarks>
internal static class ColumnDetector
{
    private const int MinLines = 8;
    private const int MinWords = 3;

    // The columns' left margins vary a little where letters are wide.
    private const int Tolerance = 2;
    private const int MaxWidth = 256;

    /// <summary>Whether a page's lines were read across two columns.</summary>
    public static bool IsReadAcross(ReadOnlySpan<char> text)
    {
        // Most pages have hardly a gap, and end here.
        if (CountGaps(text) < MinLines)
            return false;

        Span<int> starts = stackalloc int[MaxWidth];
        starts.Clear();
        int lines = 0;
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            lines += PageMeasure.CountWords(line) >= MinWords ? 1 : 0;
            for (int start = NextStart(line, 0); start > 0; start = NextStart(line, start))
            {
                if (start < MaxWidth)
                    starts[start]++;
            }
        }

        int gutter = MostFrequent(starts);
        return gutter > 0 && RunsOnAtBothSides(text, gutter, lines);
    }

    private static bool RunsOnAtBothSides(ReadOnlySpan<char> text, int gutter, int lines)
    {
        int both = 0;
        Side left = default, right = default;
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            int start = NextStart(line, 0);
            while (start > 0 && Math.Abs(start - gutter) > Tolerance)
                start = NextStart(line, start);
            if (start <= 0)
                continue;

            ReadOnlySpan<char> before = line[..start].Trim(), after = line[start..].Trim();
            if (PageMeasure.CountWords(before) < MinWords || PageMeasure.CountWords(after) < MinWords)
                continue;
            both++;
            left.Add(before);
            right.Add(after);
        }

        return both >= MinLines && both * 2 >= lines && left.RunsOn && right.RunsOn;
    }

    private static int CountGaps(ReadOnlySpan<char> text)
    {
        int gaps = 0;
        for (int at = 0; gaps < MinLines && text[at..].IndexOf("  ", StringComparison.Ordinal) is >= 0 and int found;)
        {
            at += found;
            bool isIndent = at == 0 || text[at - 1] == '\n';
            while (at < text.Length && text[at] == ' ')
                at++;
            gaps += isIndent || at == text.Length || text[at] == '\n' ? 0 : 1;
        }

        return gaps;
    }

    // Returns where the next text begins after a gap of two blanks; 0 if nothing follows.
    private static int NextStart(ReadOnlySpan<char> line, int from)
    {
        while (from < line.Length && char.IsWhiteSpace(line[from]))
            from++;
        int gap = from < line.Length ? line[from..].IndexOf("  ", StringComparison.Ordinal) : -1;
        if (gap < 0)
            return 0;
        int start = from + gap;
        while (start < line.Length && line[start] == ' ')
            start++;
        return start < line.Length ? start : 0;
    }

    private static int MostFrequent(ReadOnlySpan<int> starts)
    {
        int best = 0, most = MinLines - 1;
        for (int i = 1; i < starts.Length; i++)
        {
            int sum = 0;
            foreach (int count in starts[Math.Max(0, i - Tolerance)..Math.Min(starts.Length, i + Tolerance + 1)])
                sum += count;
            if (sum > most)
                (best, most) = (i, sum);
        }

        return best;
    }

    // One side of the gutter, line by line.
    private struct Side
    {
        private int _lines, _runningOn, _figures;
        private bool _isOpen;

        // A third is running text in any language but German, in which every second line begins with a noun.
        public readonly bool RunsOn => _runningOn * 3 >= _lines && _figures * 4 <= _lines;

        public void Add(ReadOnlySpan<char> cell)
        {
            char first = cell[0];
            bool goesOn = char.IsLetter(first) && !char.IsUpper(first);
            _runningOn += _isOpen && goesOn ? 1 : 0;
            _figures += char.IsDigit(cell[^1]) ? 1 : 0;
            _isOpen = cell[^1] is not ('.' or ':' or ';' or '!' or '?' or ')' or '_');
            _lines++;
        }
    }
}
