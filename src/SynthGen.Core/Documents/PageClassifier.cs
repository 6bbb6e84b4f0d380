namespace SynthGen.Documents;

/// <summary>Classifies pages by their layout.</summary>
/// <remarks>
/// Only the page itself is examined, line by line, without its neighbours.
/// <list type="bullet">
/// <item>Blank: each line holds at most a page number or stray marks. A page is also blank if all its lines resemble a head:
/// at most three different lines without running text (<see cref="LineReader.IsRunningText"/>) or a label with its value, at
/// most thirty words, and at least four words in one of the lines. So a page with only its running head is blank, even with a
/// redaction's label or the word "Appendix", and so is a page that says that it was left blank. A page with one sentence is
/// content. A title page, which has more lines or fewer words, is content too.</item>
/// <item>TableOfContents: at least three lines and a third of all have a dot leader followed by a page number (or by what OCR
/// makes of one); or half of all, on a page with fewer lines; or, on a page headed Contents, half of the lines end in a
/// number after a gap.</item>
/// <item>Index: at least five lines and three fifths of all are entries: a few words, a comma or a gap, and page numbers.</item>
/// </list>
/// </remarks>
internal static class PageClassifier
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
            // Four lines of "Harm to Ongoing Matter" count as one, whatever marks precede them.
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
