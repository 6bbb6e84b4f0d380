using SynthGen.Text;

namespace SynthGen.Rows;

/// <summary>Aligns passages with the bounds of words.</summary>
internal static class PassageBounds
{
    /// <summary>How far a passage grows at either end to include the rest of a word, in characters.</summary>
    private const int LongestRest = 40;

    /// <summary>
    /// The maximum number of marks that belong to a passage at either end: a full stop, a quotation mark, a bracket.
    /// </summary>
    private const int MostMarks = 3;

    /// <summary>Whether a passage begins and ends at the bounds of words.</summary>
    public static bool IsWhole(ReadOnlySpan<char> text, int start, int end)
    {
        while (end < text.Length && IsMark(text[end]))
            end++;
        return !IsInside(text, start) && !IsInside(text, end);
    }

    /// <summary>Grows a passage to whole words and trims white space.</summary>
    public static (int Start, int End) Widen(ReadOnlySpan<char> text, int start, int end)
    {
        int first = start, last = end;
        for (int i = 0; i < LongestRest && IsInside(text, first); i++)
            first--;
        for (int i = 0; i < LongestRest && IsInside(text, last); i++)
            last++;

        // A run of letters longer than any word is not completed; surrogate pairs still stay whole.
        start = IsInside(text, first) ? start - (IsInPair(text, start) ? 1 : 0) : first;
        end = IsInside(text, last) ? end + (IsInPair(text, end) ? 1 : 0) : last;
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return (start, end);
    }

    /// <summary>Includes the marks around a passage that the quote has too: "He left." keeps its full stop.</summary>
    /// <param name="text">The page.</param>
    /// <param name="start">The start of the passage.</param>
    /// <param name="end">The end of the passage.</param>
    /// <param name="before">The quote's text before its first letter.</param>
    /// <param name="after">The quote's text after its last letter.</param>
    public static (int Start, int End) TakeMarks(
        ReadOnlySpan<char> text, int start, int end, ReadOnlySpan<char> before, ReadOnlySpan<char> after)
    {
        for (int i = 0; i < MostMarks && start > 0 && HasMark(before, text[start - 1]); i++)
            start--;
        for (int i = 0; i < MostMarks && end < text.Length && HasMark(after, text[end]); i++)
            end++;
        return (start, end);
    }

    private static bool HasMark(ReadOnlySpan<char> marks, char mark)
    {
        if (char.IsWhiteSpace(mark) || LetterFold.Of(mark) != '\0')
            return false;

        foreach (char c in marks)
        {
            if (LetterFold.OfMark(c) == LetterFold.OfMark(mark))
                return true;
        }

        return false;
    }

    private static bool IsInside(ReadOnlySpan<char> text, int at) =>
        at > 0 && at < text.Length && ((LetterFold.IsWord(text[at - 1]) && LetterFold.IsWord(text[at])) || IsMark(text[at]) || IsInPair(text, at));

    // An accent, or another mark, belongs to the letter before it.
    private static bool IsMark(char c) =>
        c > 127 && (LetterFold.Get(c).Kind is LetterKind.Ignored or LetterKind.UnspacedMark || LetterJoin.IsVoicing(LetterFold.Of(c)));

    private static bool IsInPair(ReadOnlySpan<char> text, int at) =>
        at > 0 && at < text.Length && char.IsHighSurrogate(text[at - 1]) && char.IsLowSurrogate(text[at]);
}
