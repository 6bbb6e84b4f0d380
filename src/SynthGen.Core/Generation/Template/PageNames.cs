using System.Runtime.InteropServices;
using SynthGen.Generation.Template.Finders;
using SynthGen.Text;

namespace SynthGen.Generation.Template;

/// <summary>
/// Decides by the whole page which words can be trusted. A name of a single word must recur, because OCR cuts and spoils names
/// and capitalizes common words; a word that the page writes in lower case as well is a common one.
/// </summary>
internal sealed class PageNames
{
    private const int LeastComparable = 5;

    private readonly Dictionary<string, Use> _words = new(StringComparer.Ordinal);

    /// <summary>Counts the words of a page.</summary>
    public PageNames(string page)
    {
        bool isWithin = false;
        Dictionary<string, Use>.AlternateLookup<ReadOnlySpan<char>> uses = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        for (int start = 0, end; start < page.Length; start = end + 1)
        {
            for (end = start; end < page.Length && page[end] is not (' ' or '\t' or '\n' or '\r' or '/' or '-' or '–' or '—');)
                end++;
            if (end == start)
                continue;

            ReadOnlySpan<char> token = page.AsSpan(start, end - start);
            ReadOnlySpan<char> word = token.TrimSigns("\"“”'‘’()[],.;:?!*");
            if (word.EndsWith("'s") || word.EndsWith("’s"))
                word = word[..^2];
            if (word.Length > 1 && char.IsLetter(word[0]))
            {
                ref Use use = ref CollectionsMarshal.GetValueRefOrAddDefault(uses, word, out _);
                use.Times++;
                use.IsWithin |= isWithin;
            }

            isWithin = char.IsLetter(token[^1]) || token[^1] == ',';
        }
    }

    /// <summary>Whether the page shows that a name that was found in a sentence is one.</summary>
    public bool Has(Name name)
    {
        if (name.IsRole)
            return true;

        string[] words = name.Bare.Split(' ');
        return words.Length == 1
            ? _words.GetValueOrDefault(words[0]) is { Times: > 1, IsWithin: true } && IsSound(words[0])
            : words.Any(IsOfOrganization) || words.Where(word => word.Length > 3 && !WordLists.Title.Contains(word)).All(IsSound);
    }

    /// <summary>Whether OCR has torn a word of a text in two: the page has it as one elsewhere.</summary>
    public bool IsTorn(string text)
    {
        string[] words = text.Split(' ');
        for (int i = 1; i < words.Length; i++)
        {
            if (_words.ContainsKey(words[i - 1] + words[i]))
                return true;
        }

        return false;
    }

    private static bool IsOfOrganization(string word) => WordLists.Organisation.Contains(word) || WordLists.Place.Contains(word);

    private bool IsSound(string word) => !IsCommon(word) && !IsMisread(word);

    private bool IsCommon(string word) => _words.ContainsKey(word.ToLowerInvariant()) && !word.All(char.IsUpper);

    // "Mifsu" and "Corney" beside "Mifsud" and "Comey", which the page has more often.
    private bool IsMisread(string word)
    {
        if (word.Length < LeastComparable - 1 || word.EndsWith('s'))
            return false;

        int count = _words.GetValueOrDefault(word).Times;
        foreach ((string other, Use use) in _words)
        {
            if (other[0] == word[0] && use.Times >= count && other.Length >= LeastComparable - 1 && Math.Abs(other.Length - word.Length) <= 2
                && !other.EndsWith('s') && !other.Equals(word, StringComparison.Ordinal) && IsNear(word, other))
            {
                return true;
            }
        }

        return false;
    }

    // Alike at both ends, and at most two letters differ between them.
    private static bool IsNear(string one, string other)
    {
        int head = one.AsSpan().CommonPrefixLength(other), tail = 0, most = Math.Min(one.Length, other.Length) - head;
        while (tail < most && one[^(tail + 1)] == other[^(tail + 1)])
            tail++;
        return head >= 2 && Math.Max(one.Length, other.Length) - head - tail <= 2;
    }

    // How often the page has a word, and whether it has it within a sentence.
    private record struct Use(int Times, bool IsWithin);
}
