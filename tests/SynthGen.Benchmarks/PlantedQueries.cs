using SynthGen.Hashing;
using SynthGen.Retrieval;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Benchmarks;

/// <summary>Spoils queries as splitters, templates, scanners and models do. Each returns null for a query that cannot be spoilt so.</summary>
internal sealed class PlantedQueries(IPageIndex index, int seed)
{
    private static readonly string[] Breaks = ["Mr.", "Dr.", "Sen.", "Donald J.", "the U.S", "Robert S.", "Mrs."], Ends = ["the", "and the", "of the", "or", "and his", "because"];
    private static readonly (string Printed, string Read)[] Confusions =
        [("m", "rn"), ("o", "0"), ("l", "1"), ("w", "vv"), ("s", "5"), ("e", "c"), ("h", "b"), ("d", "cl"), ("i", "l")];

    private StableRandom _random = new((ulong)seed + 17);

    /// <summary>The kinds of faults.</summary>
    public IReadOnlyList<(string Kind, Func<SyntheticQuery, SyntheticQuery?> Plant)> Kinds =>
    [
        ("query: a name cut in mid-word", row => Spoil(row, word => char.IsUpper(word[0]) && word.Length > 5 ? word[..^(1 + _random.Next(2))] : null, isNew: true, first: 1)),
        ("query: ends in an initial or a title", row => Ending(row, Breaks)),
        ("query: a quote or bracket without partner", Unbalance),
        ("query: ends in an article or conjunction", row => Ending(row, Ends)),
        ("query: a word twice", row => Spoil(row, word => char.IsLower(word[0]) ? $"{word} {word}" : null, isNew: false, first: 1)),
        ("query: a misread word", row => Spoil(row, Misread, isNew: true, first: 0)),
        ("query: a piece of a sentence", Cut),
        ("query: what a template left", row => Spoil(row, word => char.IsUpper(word[0]) ? $"{{{word.ToLowerInvariant()}}}" : $"<{word}>", isNew: false, first: 1)),
    ];

    // One word becomes another; a new one stands nowhere in the document, which has the word itself on two pages.
    private SyntheticQuery? Spoil(SyntheticQuery row, Func<string, string?> spoil, bool isNew, int first)
    {
        string[] words = row.Query.Split(' ');
        int[] order = [.. Enumerable.Range(first, Math.Max(0, words.Length - first))];
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = _random.Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        foreach (int at in order)
        {
            string word = words[at].TrimEnd('?', '.', ',');
            if (word.Length > 2 && word.All(char.IsLetter) && spoil(word) is { } spoilt && (!isNew || (Count(word) > 1 && Count(spoilt) == 0)))
                return row with { Query = string.Join(' ', [.. words[..at], spoilt + words[at][word.Length..], .. words[(at + 1)..]]) };
        }

        return null;
    }

    private int Count(string word) => index.Search(BuiltInTools.FullTextSearch.Name, word, 2).Count;

    private SyntheticQuery Ending(SyntheticQuery row, string[] ends)
    {
        string[] words = row.Query.TrimEnd('?', '.').Split(' ');
        int kept = Math.Max(3, words.Length - 1 - _random.Next(2));
        return row with { Query = $"{string.Join(' ', words.Take(kept))} {ends[_random.Next(ends.Length)]}{(row.Query.EndsWith('?') ? "?" : "")}" };
    }

    private SyntheticQuery Unbalance(SyntheticQuery row)
    {
        string[] words = row.Query.Split(' ');
        int at = _random.Next(words.Length);
        words[at] = _random.Next(5) switch { 0 => "\"" + words[at], 1 => "\u201C" + words[at], 2 => "(" + words[at], 3 => words[at] + ")", _ => "[" + words[at] };
        return row with { Query = string.Join(' ', words) };
    }

    private string? Misread(string word)
    {
        (string printed, string read) = Confusions[_random.Next(Confusions.Length)];
        int at = word.IndexOf(printed, 1, StringComparison.Ordinal);
        return word.Length < 7 || at < 0 || at == word.Length - 1 ? null : string.Concat(word.AsSpan(0, at), read, word.AsSpan(at + printed.Length));
    }

    // Five to nine words of the page, from within a sentence, with a function word at one end.
    private SyntheticQuery? Cut(SyntheticQuery row)
    {
        string[] words = index.Find(row.GetPageKey())!.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int attempt = 0; attempt < 200 && words.Length > 40; attempt++)
        {
            int length = 5 + _random.Next(5), at = 1 + _random.Next(words.Length - length - 2);
            string[] run = words[at..(at + length)];
            if (run.All(word => word.All(char.IsLetter)) && words[at - 1].All(char.IsLetter) && char.IsLower(run[0][0]) && (IsFunction(run[0]) || IsFunction(run[^1])))
                return row with { Query = string.Join(' ', run) };
        }

        return null;
    }

    private static bool IsFunction(string word) => char.IsLower(word[0]) && WordLists.Stop.Contains(word);
}
