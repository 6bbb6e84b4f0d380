using System.Runtime.InteropServices;

namespace SynthGen.Retrieval.Graph;

/// <summary>The words that a document writes in small letters: a name that consists of them may be none.</summary>
internal static class CommonWords
{
    private const int LeastOften = 2;

    // Of a name now and then a tweet has a small letter.
    private const double LeastShare = 0.1;

    /// <summary>Collects the words of texts.</summary>
    public static IReadOnlySet<string> Of(IEnumerable<string> texts)
    {
        Dictionary<string, int> small = new(StringComparer.Ordinal), large = new(StringComparer.OrdinalIgnoreCase);
        foreach (string text in texts)
        {
            ReadOnlySpan<char> all = text;
            foreach (Range range in all.SplitAny(" \n\t\r-–—/"))
            {
                ReadOnlySpan<char> word = all[range].Trim("\"“”'‘’()[],.;:?!");
                if (word.Length < 3 || word[1..].ContainsAnyExceptInRange('a', 'z'))
                    continue;
                if (char.IsAsciiLetterLower(word[0]))
                    Count(small, word);
                else if (char.IsAsciiLetterUpper(word[0]))
                    Count(large, word);
            }
        }

        return small.Where(pair => pair.Value >= LeastOften && pair.Value >= large.GetValueOrDefault(pair.Key) * LeastShare)
            .Select(pair => pair.Key).ToHashSet(StringComparer.Ordinal);

        static void Count(Dictionary<string, int> counts, ReadOnlySpan<char> word) =>
            CollectionsMarshal.GetValueRefOrAddDefault(counts.GetAlternateLookup<ReadOnlySpan<char>>(), word, out _)++;
    }
}
