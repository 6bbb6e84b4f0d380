namespace SynthGen.Text;

/// <summary>Finds where sentences end; abbreviations and footnote numbers do not end them.</summary>
internal static class SentenceEnds
{
    /// <summary>Whether a mark is one of those that end sentences.</summary>
    public static bool IsMark(char c) => c is '.' or '?' or '!';

    /// <summary>Whether a line ends a sentence, a clause or a label, so that the next one does not go on with it.</summary>
    public static bool IsLineEnded(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> text = line.TrimEnd("\"'”’)] ");
        return text.Length > 0 && text[^1] is '.' or '?' or '!' or ':' or ';' && !(text[^1] == '.' && text.Length == line.Length && Abbreviates(text[..^1]));
    }

    /// <summary>
    /// Returns the end of the sentence that a mark ends, and the start of the next one; null if the sentence goes on.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The start of the sentence.</param>
    /// <param name="stop">The place of the mark.</param>
    public static (int End, int Next)? At(string text, int start, int stop)
    {
        int end = stop + 1;
        while (end < text.Length && text[end] is '"' or '\'' or ')' or ']' or '\u201D' or '\u2019')
            end++;
        int next = SkipFootnote(text, end);
        return IsEnd(text, start, stop, next) ? (end, next) : null;
    }

    // "over." 219 According to …: the number, perhaps broken by OCR, belongs to a footnote.
    private static int SkipFootnote(string text, int end)
    {
        int i = end;
        while (i < text.Length && (char.IsDigit(text[i]) || text[i] is '°' || char.IsWhiteSpace(text[i])))
            i++;
        return i > end && i - end <= 7 && !CaseReporter.Begins(text.AsSpan(end).TrimStart()) ? i : end;
    }

    private static bool IsEnd(string text, int start, int stop, int next)
    {
        if (stop > 0 && stop + 1 < text.Length && char.IsDigit(text[stop - 1]) && char.IsDigit(text[stop + 1]))
            return false;
        if (next >= text.Length)
            return true;
        bool blank = char.IsWhiteSpace(text[next]) || char.IsWhiteSpace(text[next - 1]) || char.IsDigit(text[next - 1]);
        ReadOnlySpan<char> rest = text.AsSpan(next).TrimStart();
        if (!blank || rest.IsEmpty || !(char.IsUpper(rest[0]) || char.IsDigit(rest[0]) || rest[0] is '"' or '[' or '(' or '§' or '-' or '•' or '\u201C'))
            return false;
        if (text[stop] != '.')
            return true;

        return !Abbreviates(text.AsSpan(start, stop - start)) || StartsWithOpener(rest);
    }

    // Whether the full stop after a text belongs to its last word.
    private static bool Abbreviates(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> word = text[(text.LastIndexOfAny(" \n\t(\"[") + 1)..];
        return WordLists.Abbreviation.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)
            || (word.Length == 1 && char.IsUpper(word[0]))
            || (word.Length == 3 && word[1] == '.' && char.IsLetter(word[0]));
    }

    private static bool StartsWithOpener(ReadOnlySpan<char> rest)
    {
        int length = rest.IndexOfAny(" ,\n");
        return length > 0 && WordLists.Opener.GetAlternateLookup<ReadOnlySpan<char>>().Contains(rest[..length]);
    }
}
