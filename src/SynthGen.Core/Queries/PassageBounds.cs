namespace SynthGen.Queries;

/// <summary>Cuts passages where words begin and end.</summary>
internal static class PassageBounds
{
    /// <summary>How far a passage grows at either end to take in the rest of a word, in characters.</summary>
    private const int LongestRest = 40;

    /// <summary>Whether a passage begins and ends between words.</summary>
    public static bool IsWhole(ReadOnlySpan<char> text, int start, int end) => !IsInside(text, start) && !IsInside(text, end);

    /// <summary>Grows a passage to whole words and cuts white space off its ends.</summary>
    public static (int Start, int End) Widen(ReadOnlySpan<char> text, int start, int end)
    {
        int first = start, last = end;
        for (int i = 0; i < LongestRest && IsInside(text, first); i++)
            first--;
        for (int i = 0; i < LongestRest && IsInside(text, last); i++)
            last++;

        // What never ends is no word; characters of two units stay whole all the same.
        start = IsInside(text, first) ? start - (IsInPair(text, start) ? 1 : 0) : first;
        end = IsInside(text, last) ? end + (IsInPair(text, end) ? 1 : 0) : last;
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return (start, end);
    }

    /// <summary>
    /// Takes in the marks around a passage, as far as the quote has marks there too: "He left." keeps its full stop.
    /// </summary>
    public static (int Start, int End) TakeMarks(ReadOnlySpan<char> text, int start, int end, int before, int after)
    {
        for (; before > 0 && start > 0 && IsMark(text[start - 1]); before--)
            start--;
        for (; after > 0 && end < text.Length && IsMark(text[end]); after--)
            end++;
        return (start, end);
    }

    /// <summary>Whether a character is a mark: neither white space nor part of what counts in a comparison.</summary>
    public static bool IsMark(char c) => !char.IsWhiteSpace(c) && !char.IsControl(c) && LetterFold.Of(c) == '\0';

    private static bool IsInside(ReadOnlySpan<char> text, int at) =>
        at > 0 && at < text.Length && ((LetterFold.IsWord(text[at - 1]) && LetterFold.IsWord(text[at])) || IsInPair(text, at));

    private static bool IsInPair(ReadOnlySpan<char> text, int at) =>
        at > 0 && at < text.Length && char.IsHighSurrogate(text[at - 1]) && char.IsLowSurrogate(text[at]);
}
