using SynthGen.Text;

namespace SynthGen.Retrieval;

/// <summary>Divides a page into passages of about a sentence.</summary>
internal static class PagePassages
{
    // A shorter one says nothing by itself; longer ones are tables, notes and lists.
    private const int Shortest = 40, Longest = 400;

    /// <summary>Returns the passages in order; together they are the page without the blanks between them.</summary>
    public static IReadOnlyList<(int Start, int End)> Of(string text)
    {
        List<(int, int)> passages = [];
        int start = 0, blank = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
                blank = i;
            if (SentenceEnds.IsMark(text[i]) && SentenceEnds.At(text, start, i) is { } end)
                End(end.End, end.End);
            else if (text[i] == '\n' && IsBlankLine(text, i + 1))
                End(i, i + 1);
            else if (i - start >= Longest)
                End(blank > start + Longest / 2 ? blank : i, blank > start + Longest / 2 ? blank : i);
        }

        End(text.Length, text.Length);
        return passages;

        void End(int end, int next)
        {
            int from = start;
            while (from < end && char.IsWhiteSpace(text[from]))
                from++;
            if (end - from < Shortest && next < text.Length)
                return;
            if (end > from)
                passages.Add((from, end));
            start = next;
        }
    }

    /// <summary>Whether evidence is in a passage: a quarter of the shorter of the two is in the other. A few words over the end of a sentence do not count.</summary>
    public static bool Has((int Start, int End) passage, int start, int length) =>
        Overlap(passage, start, length) * 4 >= Math.Min(passage.End - passage.Start, length) && Overlap(passage, start, length) > 0;

    /// <summary>Whether a passage has nothing of the evidence.</summary>
    public static bool IsApart((int Start, int End) passage, int start, int length) => Overlap(passage, start, length) <= 0;

    private static int Overlap((int Start, int End) passage, int start, int length) => Math.Min(passage.End, start + length) - Math.Max(passage.Start, start);

    private static bool IsBlankLine(string text, int at)
    {
        while (at < text.Length && text[at] != '\n' && char.IsWhiteSpace(text[at]))
            at++;
        return at < text.Length && text[at] == '\n';
    }
}
