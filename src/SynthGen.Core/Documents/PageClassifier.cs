namespace SynthGen.Documents;

/// <summary>Tells from its layout what a page is made of.</summary>
/// <remarks>
/// The page alone is looked at, line by line; nothing is known of its neighbours.
/// <list type="bullet">
/// <item>Blank: no line holds more than a page number or stray marks; or all that it holds is head-like, which is three
/// different lines at most, none of them running text (<see cref="LineReader.IsRunningText"/>) or a label with its value, thirty words at most,
/// and four words at least in one of them. So a page with nothing but its running head is blank, also one that adds a
/// redaction's label or the word "Appendix" to it, and so is one that says that it was left blank; a page with one
/// sentence is not, and a title page, which has more lines or fewer words, is content.</item>
/// <item>TableOfContents: three lines and a third of all hold a dot leader with a page number behind it (or no more than
/// what OCR makes of one); or half of all, on a page of fewer; or, on a page headed Contents, half of the lines end in a
/// number behind a gap.</item>
/// <item>Index: five lines and three fifths of all are entries: a few words, a comma or a gap, and page numbers.</item>
/// </list>
/// </remarks>
public static class PageClassifier
{
    private const int MaxHeadLines = 3;
    private const int MaxHeadWords = 30;
    private const int MinHeadWords = 4;

    /// <summary>Classifies a page's text.</summary>
    public static PageKind Classify(ReadOnlySpan<char> text)
    {
        int lines = 0, leaders = 0, numbered = 0, entries = 0;
        bool isHeadedContents = false;
        foreach (ReadOnlySpan<char> raw in text.EnumerateLines())
        {
            ReadOnlySpan<char> line = raw.Trim();
            if (!LineReader.HasWord(line))
                continue;

            lines++;
            isHeadedContents |= lines <= 6 && LineReader.IsContentsHeading(line);
            if (LineReader.IsLeaderLine(line))
                leaders++;
            else if (LineReader.EndsInNumberBehindGap(line))
                numbered++;
            if (LineReader.IsIndexEntry(line))
                entries++;
        }

        if ((leaders >= 3 && leaders * 3 >= lines) || (leaders > 0 && leaders * 2 >= lines) ||
            (isHeadedContents && leaders + numbered >= 2 && (leaders + numbered) * 2 >= lines - 1))
        {
            return PageKind.TableOfContents;
        }

        if (entries >= 5 && entries * 5 >= lines * 3)
            return PageKind.Index;
        return IsBlank(text) ? PageKind.Blank : PageKind.Content;
    }

    private static bool IsBlank(ReadOnlySpan<char> text)
    {
        List<string> different = [];
        int words = 0, mostWords = 0, allWords = 0;
        foreach (ReadOnlySpan<char> raw in text.EnumerateLines())
        {
            ReadOnlySpan<char> line = raw.Trim();
            if (!LineReader.HasWord(line))
                continue;

            int count = PageMeasure.CountWords(line);
            allWords += count;
            if (LineReader.SaysLeftBlank(line) && allWords <= MaxHeadWords)
                return true;
            if (LineReader.IsRunningText(line) || LineReader.IsLabelled(line))
                return false;
            // "Harm to Ongoing Matter" four times over is one line, whatever marks stand before it.
            string letters = LineShape.LettersOf(line);
            if (different.Exists(other => other.EndsWith(letters, StringComparison.Ordinal) || letters.EndsWith(other, StringComparison.Ordinal)))
                continue;

            different.Add(letters);
            words += count;
            mostWords = Math.Max(mostWords, count);
            if (different.Count > MaxHeadLines || words > MaxHeadWords)
                return false;
        }

        return different.Count == 0 || mostWords >= MinHeadWords;
    }
}
