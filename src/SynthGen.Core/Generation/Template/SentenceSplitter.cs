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
            if (!SentenceEnds.IsMark(text[i]) || SentenceEnds.At(text, start, i) is not { } at)
                continue;

            if (Make(passage, start, at.End) is { } sentence)
                yield return sentence;
            start = i = at.Next;
            i--;
        }

        if (Make(passage, start, text.Length) is { } rest)
            yield return rest;
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
}
