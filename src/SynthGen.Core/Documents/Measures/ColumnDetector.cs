namespace SynthGen.Documents.Measures;

/// <summary>Detects pages of two columns whose lines were read across, as <c>pdftotext -layout</c> does.</summary>
/// <remarks>
/// Such a page has a gutter: the place at which most texts begin after a gap or a deep indent. Both sides of it have at least
/// eight lines, three quarters of all lines do not cross it, and the sides stand beside each other or alternate. The text of
/// each side runs on by itself: its lines are about equally long, few end in a stop or a figure, and many begin with a small
/// letter. So tables, indexes, captions and blocks of signatures are not taken for columns.
/// </remarks>
internal static class ColumnDetector
{
    private const int MinLines = 8;
    private const int MinWords = 3;
    private const int MinGutter = 20;
    private const int MaxGutter = 256;

    // Wide letters move the right column a little to the left, and its paragraphs begin with an indent.
    private const int Before = 2;
    private const int After = 4;

    /// <summary>Whether a page's lines were read across two columns.</summary>
    public static bool IsReadAcross(ReadOnlySpan<char> text)
    {
        // Most pages have hardly a wide gap, and end here.
        if (!HasGaps(text))
            return false;

        int[] starts = new int[MaxGutter];
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            for (int start = NextStart(line, 0); start > 0; start = NextStart(line, start))
            {
                if (start is >= MinGutter and < MaxGutter)
                    starts[start]++;
            }
        }

        int gutter = MostFrequent(starts);
        return gutter > 0 && IsReadAcross(text, gutter);
    }

    private static bool IsReadAcross(ReadOnlySpan<char> text, int gutter)
    {
        int lines = 0, crossing = 0, mixed = 0;
        bool wasLeft = false;
        ColumnText left = new(), right = new();
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            if (PageMeasure.CountWords(line) < MinWords)
                continue;

            lines++;
            int start = NextStart(line, 0);
            while (start > 0 && (start < gutter - Before || start > gutter + After))
                start = NextStart(line, start);
            if (start == 0 && line.TrimEnd().Length > gutter)
            {
                crossing++;
                continue;
            }

            ReadOnlySpan<char> before = (start == 0 ? line : line[..start]).Trim(), after = start == 0 ? default : line[start..].Trim();
            bool isLeft = PageMeasure.CountWords(before) >= MinWords, isRight = PageMeasure.CountWords(after) >= MinWords;
            if (isLeft)
                left.Add(before);
            if (isRight)
                right.Add(after);
            mixed += isRight && (isLeft || wasLeft) ? 1 : 0;
            wasLeft = isLeft;
        }

        return mixed >= MinLines && crossing * 4 <= lines && (left.Lines + right.Lines) * 4 >= lines * 3 &&
            mixed * 3 >= Math.Min(left.Lines, right.Lines) && left.RunsOn && right.RunsOn;
    }

    private static bool HasGaps(ReadOnlySpan<char> text)
    {
        int gaps = 0;
        for (int at = 0; gaps < MinLines && text[at..].IndexOf("   ", StringComparison.Ordinal) is >= 0 and int found;)
        {
            at += found;
            int start = at;
            while (at < text.Length && text[at] == ' ')
                at++;
            bool isIndent = start == 0 || text[start - 1] == '\n', isEnd = at == text.Length || text[at] == '\n';
            gaps += isEnd || (isIndent && at - start < MinGutter) ? 0 : 1;
        }

        return gaps >= MinLines;
    }

    // Returns where the next text begins after a gap of two blanks or a deep indent; 0 if nothing follows.
    private static int NextStart(ReadOnlySpan<char> line, int from)
    {
        int first = from;
        while (first < line.Length && line[first] == ' ')
            first++;
        if (first - from >= MinGutter && first < line.Length)
            return first;

        int gap = first < line.Length ? line[first..].IndexOf("  ", StringComparison.Ordinal) : -1;
        if (gap < 0)
            return 0;
        int start = first + gap;
        while (start < line.Length && line[start] == ' ')
            start++;
        return start < line.Length ? start : 0;
    }

    private static int MostFrequent(ReadOnlySpan<int> starts)
    {
        int best = 0, most = MinLines - 1;
        for (int i = MinGutter; i < starts.Length; i++)
        {
            int sum = 0;
            foreach (int count in starts[(i - Before)..Math.Min(starts.Length, i + After + 1)])
                sum += count;
            // Of equal places, the one with the most lines itself.
            if (sum > most || (sum == most && starts[i] > starts[best]))
                (best, most) = (i, sum);
        }

        return best;
    }
}
