using SynthGen.Hashing;
using SynthGen.Text;

namespace SynthGen.Retrieval;

/// <summary>Selects the passage of a page that shows best why it was found.</summary>
internal static class Snippet
{
    private const int Words = 28;
    private const int LongestText = 400;

    /// <summary>Returns the hashes of a query's words.</summary>
    public static HashSet<ulong> WordsOf(string query)
    {
        HashSet<ulong> words = [];
        WordReader reader = new(query, stackalloc char[WordReader.LongestWord]);
        while (reader.MoveNext())
            words.Add(Stem(reader.Word));
        return words;
    }

    /// <summary>
    /// Returns the passage of a text with most of the words; a word weighs less the more often the text has it. Of equal passages
    /// the shortest wins, then the first. If the text has none of the words, the passage is its start. The result is one line,
    /// with an ellipsis where it is cut.
    /// </summary>
    public static string Of(string text, HashSet<ulong> words)
    {
        List<(int Start, int End)> places = [];
        List<(int Place, ulong Word)> found = [];
        WordReader reader = new(text, stackalloc char[WordReader.LongestWord]);
        while (reader.MoveNext())
        {
            ulong word = Stem(reader.Word);
            if (words.Contains(word))
                found.Add((places.Count, word));
            places.Add((reader.Start, reader.End));
        }

        if (places.Count == 0)
            return OneLine(text, 0, text.Length);
        (int from, int to) = Best(found);
        int first = Math.Max(0, Math.Min((from + to - Words) / 2, places.Count - Words));
        int last = Math.Min(first + Words, places.Count) - 1;
        return OneLine(text, first == 0 ? 0 : places[first].Start, last == places.Count - 1 ? text.Length : places[last].End);
    }

    // Returns the first and last of the found words that delimit the best passage.
    private static (int From, int To) Best(List<(int Place, ulong Word)> found)
    {
        Dictionary<ulong, int> counts = [];
        foreach ((_, ulong word) in found)
            counts[word] = counts.GetValueOrDefault(word) + 1;

        double most = 0;
        (int From, int To) best = default;
        HashSet<ulong> seen = [];
        for (int i = 0; i < found.Count; i++)
        {
            seen.Clear();
            double sum = 0;
            for (int j = i; j < found.Count && found[j].Place - found[i].Place < Words; j++)
            {
                if (!seen.Add(found[j].Word))
                    continue;
                sum += 1.0 / counts[found[j].Word];
                if (sum > most || (sum == most && found[j].Place - found[i].Place < best.To - best.From))
                    (most, best) = (sum, (found[i].Place, found[j].Place));
            }
        }

        return best;
    }

    private static string OneLine(string text, int start, int end)
    {
        bool cut = end - start > LongestText;
        if (cut)
            end = start + LongestText - (char.IsHighSurrogate(text[start + LongestText - 1]) ? 1 : 0);
        string line = string.Join(' ', text[start..end].Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return (start > 0 ? "… " : "") + line + (end < text.Length ? " …" : "");
    }

    private static ulong Stem(ReadOnlySpan<char> word) => StableRandom.Hash(LetterFold.Get(word[0]).Kind == LetterKind.Hangul
        ? WordStem.Of(word)
        : word[..Math.Min(word.Length, PluralStem.Of(word).Length)]);
}
