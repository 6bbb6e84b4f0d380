using System.Text;
using SynthGen.Documents;
using SynthGen.Documents.Cleaning;

namespace SynthGen.Retrieval;

/// <summary>The words of pages and queries as the full-text index holds them: one notion of a word for both.</summary>
public static class IndexWords
{
    /// <summary>
    /// Returns the words of a page, folded and separated by single blanks. Words that are broken at line ends are joined first.
    /// </summary>
    /// <param name="text">The page's text.</param>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        StringBuilder words = new(text.Length + text.Length / 8);
        IndexWordReader reader = new(HyphenJoiner.Join(text), stackalloc char[IndexWordReader.BufferLength]);
        while (reader.MoveNext())
            words.Append(reader.Word).Append(' ');
        return words.ToString();
    }

    /// <summary>Returns the words of a term of a query, which follow each other in a page; null if it has none.</summary>
    /// <param name="term">A word, or several that make a phrase.</param>
    public static IndexPhrase? Phrase(string term)
    {
        ArgumentNullException.ThrowIfNull(term);
        List<string> words = [], pairs = [];
        bool isLast = false, isAfterPair = false;
        IndexWordReader reader = new(term, stackalloc char[IndexWordReader.BufferLength]);
        while (reader.MoveNext())
        {
            (isAfterPair, isLast) = (pairs.Count > 0 && pairs[^1] == words[^1], reader.IsLast);
            words.Add(reader.Word.ToString());
            if (reader.IsPair)
                pairs.Add(words[^1]);
        }

        if (words.Count == 0)
            return null;

        // In a page the run may go on after its last character. The pair before says all; alone, it begins a word of the page.
        if (isLast && isAfterPair)
            words.RemoveAt(words.Count - 1);
        return new IndexPhrase(words, isLast && !isAfterPair, pairs);
    }
}
