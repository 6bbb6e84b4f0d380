namespace SynthGen.Documents.Measures;

/// <summary>Classifies pages by their layout.</summary>
/// <remarks>
/// Only the page itself is examined, line by line, without its neighbours.
/// <list type="bullet">
/// <item>Blank: each line holds at most a page number, a filing stamp or stray marks. A page is also blank if all its lines
/// resemble a head: at most three different lines without running text (<see cref="LineReader.IsRunningText"/>), a sentence
/// (<see cref="SentenceDetector"/>) or a label with its value, at most thirty words, and either capitals on all of them or at
/// least four words in one of the lines. So a page with only its running head is blank, even with a redaction's label or the
/// words "Appendix A", and so is a page that says that it was left blank. A page with one sentence is content. A title page,
/// which has more lines, is content too.</item>
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
    private const int MaxNotedLength = 400;

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
        List<Range> heads = [];
        int words = 0, mostWords = 0, next = 0;
        bool isNoted = TryFindNote(text, out Range note);
        foreach (ReadOnlySpan<char> raw in text.EnumerateLines())
        {
            ReadOnlySpan<char> line = raw.Trim();
            int start = next;
            next += raw.Length + 1;
            if ((isNoted && start >= note.Start.Value && start < note.End.Value) || !LineReader.HasWord(line) || LineReader.IsStamp(line))
                continue;
            if (LineReader.IsLabelled(line) || (LineReader.IsRunningText(line) && !SentenceDetector.IsTitleLine(line)))
                return false;
            // Four lines of "Harm to Ongoing Matter" count as one, whatever marks precede them.
            string letters = LineShape.LettersOf(line);
            if (different.Exists(other => other.EndsWith(letters, StringComparison.Ordinal) || letters.EndsWith(other, StringComparison.Ordinal)))
                continue;

            different.Add(letters);
            heads.Add(start..(start + raw.Length));
            int count = PageMeasure.CountWords(line);
            words += count;
            mostWords = Math.Max(mostWords, count);
            if (different.Count > MaxHeadLines || words > MaxHeadWords)
                return false;
        }

        SentenceDetector sentence = new();
        foreach (Range head in heads)
            sentence.Add(text[head].Trim());
        return !sentence.HasSentence && (isNoted || sentence.IsTitle || mostWords >= MinHeadWords);
    }

    // Finds the line, or the two lines, that say that the page was left blank.
    private static bool TryFindNote(ReadOnlySpan<char> text, out Range note)
    {
        note = default;
        if (text.Length > MaxNotedLength)
            return false;

        for (int start = 0; start < text.Length;)
        {
            int end = EndOfLine(text, start);
            foreach (int last in (ReadOnlySpan<int>)[end, EndOfLine(text, Math.Min(end + 1, text.Length))])
            {
                note = start..last;
                if (LineReader.SaysLeftBlank(text[note].ToString().Replace('\n', ' ')))
                    return true;
            }

            start = end + 1;
        }

        return false;
    }

    private static int EndOfLine(ReadOnlySpan<char> text, int start) =>
        text[start..].IndexOf('\n') is >= 0 and int length ? start + length : text.Length;
}
