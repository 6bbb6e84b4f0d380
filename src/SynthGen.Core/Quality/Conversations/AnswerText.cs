using System.Text.RegularExpressions;

namespace SynthGen.Quality.Conversations;

/// <summary>A sentence of an answer: what it says, quotes, and the pages that it cites.</summary>
/// <param name="Text">The sentence without its citations.</param>
/// <param name="Quotes">What stands in quotation marks, three words or more.</param>
/// <param name="Cited">The labels of the pages cited.</param>
internal sealed record AnswerSentence(string Text, IReadOnlyList<string> Quotes, IReadOnlyList<string> Cited);

/// <summary>Reads the answers of an assistant.</summary>
internal static partial class AnswerText
{
    private const int LeastQuoted = 3;

    /// <summary>Returns the sentences of an answer. A quote belongs to one sentence; outside of quotes a sentence may be split at an abbreviation.</summary>
    public static IEnumerable<AnswerSentence> Sentences(string text)
    {
        // What a quote says of pages is not a citation, and its full stops end nothing, but for the last one.
        Match[] quotes = [.. Quote().Matches(text).Cast<Match>()];
        char[] masked = text.ToCharArray();
        foreach (Match quote in quotes)
            masked.AsSpan(quote.Groups["text"].Index, quote.Groups["text"].Length - 1).Fill('x');
        string plain = new(masked);

        int start = 0;
        foreach (int end in SentenceEnd().Matches(plain).Select(mark => mark.Index + mark.Length).Append(text.Length))
        {
            string sentence = text[start..end], outside = plain[start..end];
            if (!string.IsNullOrWhiteSpace(sentence))
            {
                Match[] citations = [.. Citation().Matches(outside).Cast<Match>()];
                string rest = sentence;
                foreach (Match citation in citations.Reverse())
                    rest = rest.Remove(citation.Index, citation.Length).Insert(citation.Index, " ");
                yield return new AnswerSentence(
                    ListMark().Replace(rest, ""),
                    [.. quotes.Where(quote => quote.Index >= start && quote.Index < end).Select(quote => quote.Groups["text"].Value).Where(IsLong)],
                    [.. citations.SelectMany(citation => citation.Groups["label"].Captures).Select(label => label.Value)]);
            }

            start = end;
        }
    }

    /// <summary>Returns the labels of the pages that an answer cites.</summary>
    public static IReadOnlySet<string> CitedIn(string text) => Sentences(text).SelectMany(sentence => sentence.Cited).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static bool IsLong(string quote) => quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length >= LeastQuoted;

    [GeneratedRegex("""(?<=[.!?]["\u201D\u2019)\]]?)\s+(?=["\u201C(\[*]*[\p{Lu}\d])|\n+""")]
    private static partial Regex SentenceEnd();

    // Marks of one kind belong together; the other kind may stand within.
    [GeneratedRegex("""\u201C(?<text>[^\u201C\u201D]+)\u201D|"(?<text>[^"]+)"|\u201E(?<text>[^\u201C\u201D]+)[\u201C\u201D]|\u00AB(?<text>[^\u00BB]+)\u00BB""")]
    private static partial Regex Quote();

    // "page 12", "pages iv and 7", "p. 12", "pp. 3-5", "Seite 4", "[12]".
    [GeneratedRegex(@"\b(?:[Pp]ages?|[Pp]p?\.|Seiten?|[Pp][\u00E1a]ginas?)\s*(?<label>\d+[a-z]?\b|[ivxlcdm]+\b|[A-Z]-?\d+\b)(?:\s*(?:,\s*(?:and\s|or\s)?|and\b|or\b|&|und\b|y\b|et\b|to\b|\u2013|-)\s*(?:[Pp]ages?\s+|[Pp]\.\s*)?(?<label>\d+[a-z]?\b|[ivxlcdm]+\b|[A-Z]-?\d+\b))*|\[(?<label>\d+)\]", RegexOptions.CultureInvariant)]
    private static partial Regex Citation();

    [GeneratedRegex(@"^\s*(?:\d{1,2}[.)]|[-*\u2022])\s+")]
    private static partial Regex ListMark();
}
