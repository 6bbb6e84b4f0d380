namespace SynthGen.Generation.Batching;

/// <summary>Finds the sentences of a page unchanged, including line ends and misread characters.</summary>
internal static class Passages
{
    // A shorter quote may occur anywhere; a longer one is not a passage to look up.
    private const int ShortestQuote = 24;
    private const int LongestQuote = 600;
    private const int MostQuotes = 120;
    private const int FewestWords = 4;

    /// <summary>Returns the ends of sentences, up to the end of the text.</summary>
    public static IReadOnlyList<int> SentenceEnds(string text)
    {
        List<int> ends = [];
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('.' or '?' or '!'))
                continue;

            int end = i + 1;
            while (end < text.Length && text[end] is '"' or '\'' or ')' or ']' or '”' or '’')
                end++;
            if (end == text.Length || (char.IsWhiteSpace(text[end]) && BeginsSentence(text, end)))
                ends.Add(end);
        }

        if (text.Length > 0 && (ends.Count == 0 || ends[^1] != text.Length))
            ends.Add(text.Length);
        return ends;
    }

    /// <summary>
    /// Returns the sentences that can be evidence, each in one line: as a model would copy them, and as the page can be searched
    /// for them. Very many are thinned out evenly over the page.
    /// </summary>
    public static IReadOnlyList<string> Quotes(string text)
    {
        List<string> quotes = [];
        int start = 0;
        foreach (int end in SentenceEnds(text))
        {
            string quote = string.Join(' ', text[start..end].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (quote.Length is >= ShortestQuote and <= LongestQuote && quote.AsSpan().Count(' ') >= FewestWords - 1)
                quotes.Add(quote);
            start = end;
        }

        quotes = [.. quotes.Distinct()];
        return quotes.Count <= MostQuotes ? quotes
            : [.. Enumerable.Range(0, MostQuotes).Select(index => quotes[(int)((long)index * quotes.Count / MostQuotes)])];
    }

    // "v. Jones", "No. 5" and "Mr. Smith" do not end a sentence; a capital after a word of four letters or more does.
    private static bool BeginsSentence(string text, int end)
    {
        int next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        if (next < text.Length && !char.IsUpper(text[next]) && text[next] is not ('"' or '“' or '(' or '['))
            return false;

        int last = end;
        while (last > 0 && !char.IsLetterOrDigit(text[last - 1]))
            last--;
        int first = last;
        while (first > 0 && char.IsLetterOrDigit(text[first - 1]))
            first--;
        return last - first >= 4 || text[end - 1] is not '.' || (last > first && char.IsDigit(text[last - 1]) && last - first >= 2);
    }
}
