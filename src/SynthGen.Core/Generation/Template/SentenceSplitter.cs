using SynthGen.Generation.Template.Finders;
using SynthGen.Text;

namespace SynthGen.Generation.Template;

/// <summary>Splits a passage into sentences; legal abbreviations and footnote numbers do not end them.</summary>
internal static class SentenceSplitter
{
    /// <summary>Returns the sentences of a passage, including unfinished ones.</summary>
    public static IEnumerable<Sentence> Split(CleanText passage)
    {
        string text = passage.Text;
        int start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('.' or '?' or '!'))
                continue;

            int end = i + 1;
            while (end < text.Length && text[end] is '"' or '\'' or ')' or ']')
                end++;
            int next = SkipFootnote(text, end);
            if (!IsEnd(text, start, i, next))
                continue;

            if (Make(passage, start, end) is { } sentence)
                yield return sentence;
            start = i = next;
            i--;
        }

        if (Make(passage, start, text.Length) is { } rest)
            yield return rest;
    }

    /// <summary>Whether a line ends a sentence, a clause or a label, so that the next one does not go on with it.</summary>
    public static bool IsEnded(ReadOnlySpan<char> line)
    {
        ReadOnlySpan<char> text = line.TrimEnd("\"'”’)] ");
        return text.Length > 0 && text[^1] is '.' or '?' or '!' or ':' or ';' && !(text[^1] == '.' && text.Length == line.Length && Abbreviates(text[..^1]));
    }

    private static Sentence? Make(CleanText passage, int start, int end)
    {
        while (start < end && passage.Text[start] == ' ')
            start++;
        while (end > start && passage.Text[end - 1] == ' ')
            end--;
        if (start >= end)
            return null;

        int first = passage.OffsetOf(start);
        return new Sentence(passage.Text[start..end], first, passage.OffsetOf(end - 1) + 1 - first);
    }

    // "over." 219 According to …: the number, perhaps broken by OCR, belongs to a footnote.
    private static int SkipFootnote(string text, int end)
    {
        int i = end;
        while (i < text.Length && (char.IsDigit(text[i]) || text[i] is ' ' or '°'))
            i++;
        return i > end && i - end <= 7 && !CitationFinder.BeginsWithReporter(text.AsSpan(end).TrimStart()) ? i : end;
    }

    private static bool IsEnd(string text, int start, int stop, int next)
    {
        if (stop > 0 && stop + 1 < text.Length && char.IsDigit(text[stop - 1]) && char.IsDigit(text[stop + 1]))
            return false;
        if (next >= text.Length)
            return true;
        bool blank = text[next] == ' ' || text[next - 1] == ' ' || char.IsDigit(text[next - 1]);
        ReadOnlySpan<char> rest = text.AsSpan(next).TrimStart();
        if (!blank || rest.IsEmpty || !(char.IsUpper(rest[0]) || char.IsDigit(rest[0]) || rest[0] is '"' or '[' or '(' or '§' or '-' or '•'))
            return false;
        if (text[stop] != '.')
            return true;

        return !Abbreviates(text.AsSpan(start, stop - start)) || StartsWithOpener(rest);
    }

    // Whether the full stop after a text belongs to its last word.
    private static bool Abbreviates(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> word = text[(text.LastIndexOfAny(" (\"[") + 1)..];
        return WordLists.Abbreviation.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word)
            || (word.Length == 1 && char.IsUpper(word[0]))
            || (word.Length == 3 && word[1] == '.' && char.IsLetter(word[0]));
    }

    private static bool StartsWithOpener(ReadOnlySpan<char> rest)
    {
        int length = rest.IndexOfAny(" ,");
        return length > 0 && WordLists.Opener.GetAlternateLookup<ReadOnlySpan<char>>().Contains(rest[..length]);
    }
}
