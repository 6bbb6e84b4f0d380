using SynthGen.Hashing;
using SynthGen.Text;

namespace SynthGen.Retrieval;

/// <summary>Selects the passage of a page that shows best why it was found.</summary>
internal static class Snippet
{
    /// <summary>The usual length of a passage in UTF-16 code units: about two sentences.</summary>
    public const int UsualLength = 200;

    // A word of every text tells little, but more than no word.
    private const double StopWeight = .05;

    /// <summary>Returns the hashes of a query's words with their weights.</summary>
    /// <param name="query">The query.</param>
    /// <param name="rarity">Returns how rare a word is in the document, 0 to 1; null if that is not known.</param>
    public static Dictionary<ulong, double> WordsOf(string query, WordRarity? rarity = null)
    {
        Dictionary<ulong, double> words = [];
        WordReader reader = new(query, stackalloc char[WordReader.LongestWord]);
        while (reader.MoveNext())
            words[Stem(reader.Word)] = WordLists.Stop.GetAlternateLookup<ReadOnlySpan<char>>().Contains(reader.Word) ? StopWeight : rarity?.Invoke(reader) ?? 1;
        return words;
    }

    /// <summary>
    /// Returns the passage of a text with the heaviest words; a word weighs less the more often the text has it. Of equal passages
    /// the shortest wins, then the first. If the text has none of the words, the passage is its start. It begins with a sentence
    /// where there is room. The result is one line, with an ellipsis where it is cut.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="words">The words with their weights.</param>
    /// <param name="length">The length of the passage in UTF-16 code units; a little less or more, so that words are whole.</param>
    /// <param name="part">The part of the text to show; the whole text by default.</param>
    public static string Of(WordPlaces text, IReadOnlyDictionary<ulong, double> words, int length = UsualLength, (int Start, int End)? part = null)
    {
        (int partStart, int partEnd) = part ?? (0, text.Text.Length);
        int begin = 0, end = text.Words.Length;
        while (begin < end && text.Words[begin].Start < partStart)
            begin++;
        while (end > begin && text.Words[end - 1].End > partEnd)
            end--;
        ReadOnlySpan<(ulong Stem, int Start, int End)> places = text.Words.AsSpan(begin, end - begin);
        List<(int Place, ulong Word)> found = [];
        for (int i = 0; i < places.Length; i++)
        {
            if (words.ContainsKey(places[i].Stem))
                found.Add((i, places[i].Stem));
        }

        return Of(text.Text, places, found, words, length);
    }

    private static string Of(string text, ReadOnlySpan<(ulong Stem, int Start, int End)> places, List<(int Place, ulong Word)> found, IReadOnlyDictionary<ulong, double> words, int length)
    {
        if (places.Length == 0)
            return OneLine(text, 0, text.Length, length);
        (int from, int to) = Best(found, places, words, length);
        int first = Begin(text, places, from, to, length), last = to;
        while (last + 1 < places.Length && places[last + 1].End - places[first].Start <= length)
            last++;
        return OneLine(text, places[first].Start, places[last].End, length);
    }

    // Returns the first and last of the found words that delimit the best passage.
    private static (int From, int To) Best(List<(int Place, ulong Word)> found, ReadOnlySpan<(ulong Stem, int Start, int End)> places, IReadOnlyDictionary<ulong, double> words, int length)
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
            for (int j = i; j < found.Count && places[found[j].Place].End - places[found[i].Place].Start <= length; j++)
            {
                if (!seen.Add(found[j].Word))
                    continue;
                sum += words[found[j].Word] / counts[found[j].Word];
                if (sum > most || (sum == most && found[j].Place - found[i].Place < best.To - best.From))
                    (most, best) = (sum, (found[i].Place, found[j].Place));
            }
        }

        return best;
    }

    // The last sentence or part that begins before the words and leaves room for them; else the words stand in the middle.
    private static int Begin(string text, ReadOnlySpan<(ulong Stem, int Start, int End)> places, int from, int to, int length)
    {
        int middle = from, spare = length - (places[to].End - places[from].Start);
        for (int i = from; i >= 0 && places[to].End - places[i].Start <= length; i--)
        {
            if (i == 0 || IsBreak(text.AsSpan(places[i - 1].End, places[i].Start - places[i - 1].End)))
                return i;
            if (places[from].Start - places[i].Start <= spare / 2)
                middle = i;
        }

        return middle;
    }

    private static bool IsBreak(ReadOnlySpan<char> between) => between.IndexOfAny(".?!") >= 0 && between.IndexOfAny(" \n\r\t") >= 0 || between.Count('\n') > 1;

    // Signs before the first word and after the last belong to them.
    private static string OneLine(string text, int start, int end, int length)
    {
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]))
            start--;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;
        if (string.IsNullOrWhiteSpace(text[..start]))
            start = 0;
        if (string.IsNullOrWhiteSpace(text[end..]))
            end = text.Length;
        int longest = length * 2;
        if (end - start > longest)
            end = start + longest - (char.IsHighSurrogate(text[start + longest - 1]) ? 1 : 0);
        string line = string.Join(' ', text[start..end].Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return (start > 0 ? "… " : "") + line + (end < text.Length ? " …" : "");
    }

    /// <summary>Returns the hash of a word by which a query and a text are compared.</summary>
    public static ulong Stem(ReadOnlySpan<char> word) => StableRandom.Hash(LetterFold.Get(word[0]).Kind == LetterKind.Hangul
        ? WordStem.Of(word)
        : word[..Math.Min(word.Length, PluralStem.Of(word).Length)]);
}

/// <summary>Returns how rare the word that a reader stands at is in a document, 0 to 1; null if that is not known.</summary>
internal delegate double? WordRarity(in WordReader reader);
