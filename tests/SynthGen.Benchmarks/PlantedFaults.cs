using SynthGen.Hashing;
using SynthGen.Json;
using SynthGen.Quality;
using SynthGen.Retrieval;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Benchmarks;

/// <summary>Plants one fault in each of many sound rows.</summary>
internal sealed class PlantedFaults(IPageIndex index, OcrPage[] pages, SyntheticQuery[] sound, int seed)
{
    private static readonly string Lexical = BuiltInTools.FullTextSearch.Name, Vector = BuiltInTools.VectorSearch.Name;

    private readonly OcrPage[] _texts = [.. pages.Where(page => page.WordCount > 100)];
    private StableRandom _random = new((ulong)seed + 11);

    /// <summary>The kinds, each with up to <paramref name="most"/> rows.</summary>
    public IEnumerable<(string Kind, SyntheticQuery[] Rows)> All(int most) =>
    [
        ("wrong page", Plant(most, row => row with { Page = OtherPage(row).Number })),
        ("wrong page, with a passage of it", Plant(most, row => OtherPage(row) is var page ? row with { Page = page.Number, Evidence = Passage(page) } : null)),
        ("invented evidence: words of the query", Plant(most, row => row with { Evidence = new Evidence($"It is stated that {row.Query.TrimEnd('?', '.')} was settled in full.", 0, 40) })),
        ("invented evidence: a passage of another page", Plant(most, row => row with { Evidence = Passage(OtherPage(row)) })),
        ("invented evidence: names and figures changed", Plant(most, Falsify)),
        ("another sentence as evidence, words sought", Plant(most, row => IsByMeaning(row) ? null : OtherSentence(row))),
        ("another sentence as evidence, meaning sought", Plant(most, row => IsByMeaning(row) ? OtherSentence(row) : null)),
        ("swapped tools, where one alone finds the page", Plant(most, row => Swap(row) is { } swapped && IsDecisive(row) ? swapped : null)),
        ("swapped tools, all", Plant(most, Swap)),
        ("page-only arguments", Plant(most, AddFromPage)),
        ("four words of the page as arguments", Plant(most, OnlyFromPage)),
        ("near copies: case, marks and space", Plant(most, row => row with { Query = $" {row.Query.ToUpperInvariant().Replace(" ", "  ", StringComparison.Ordinal).TrimEnd('?', '.')} !" })),
        ("near copies: a word more, of eight or more", Plant(most, row => row.Query.Split(' ').Length >= 8 ? row with { Query = $"{row.Query} please" } : null)),
        .. new PlantedQueries(index, seed).Kinds.Select(kind => (kind.Kind, Plant(most, kind.Plant))),
    ];

    private SyntheticQuery[] Plant(int most, Func<SyntheticQuery, SyntheticQuery?> plant)
    {
        SyntheticQuery[] order = [.. sound];
        for (int i = order.Length - 1; i > 0; i--)
        {
            int other = _random.Next(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }

        return [.. order.Select(plant).OfType<SyntheticQuery>().Take(most)];
    }

    private OcrPage OtherPage(SyntheticQuery row)
    {
        OcrPage page;
        do
            page = _texts[_random.Next(_texts.Length)];
        while (Math.Abs(page.Number - row.Page) < 2);
        return page;
    }

    private Evidence Passage(OcrPage page)
    {
        int start = _random.Next(page.Text.Length - 200);
        while (start > 0 && !char.IsWhiteSpace(page.Text[start - 1]))
            start--;
        return Evidence.At(page, start, 150);
    }

    // Like a model that half remembers a passage: every third word is another one.
    private SyntheticQuery? Falsify(SyntheticQuery row)
    {
        string[] words = row.Evidence!.Quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string[] other = Passage(OtherPage(row)).Quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 1; i < words.Length; i += 3)
            words[i] = other[i % other.Length];
        return words.Length < 6 ? null : row with { Evidence = new Evidence(string.Join(' ', words), row.Evidence.Start, row.Evidence.Length) };
    }

    private static SyntheticQuery? Swap(SyntheticQuery row) => row.Tools.All(call => call.Name == Lexical || call.Name == Vector)
        ? row with { Tools = row.Tools.Select(call => call with { Name = call.Name == Lexical ? Vector : Lexical }).ToArray() }
        : null;

    private bool IsDecisive(SyntheticQuery row) => row.Tools.Any(call =>
        Finds(call.Name, call, row) && !Finds(call.Name == Lexical ? Vector : Lexical, call, row));

    private bool Finds(string tool, ToolCall call, SyntheticQuery row) =>
        index.Search(tool, (string)call.Arguments["query"]!, 10).Any(hit => hit.Page == row.Page && hit.Source == row.Source);

    private static bool IsByMeaning(SyntheticQuery row) => row.Tools.Any(call => call.Name == Vector);

    // Off the true evidence. Where words are sought, a sentence with all the words of the query that the true evidence has is evidence
    // as good: Exhibit A is referred to in each sentence that has Exhibit A.
    private SyntheticQuery? OtherSentence(SyntheticQuery row)
    {
        OcrPage page = index.Find(row.GetPageKey())!;
        Evidence evidence = row.Evidence!;
        HashSet<string> asked = [.. StemsOf(row.Query), .. row.Tools.SelectMany(ArgumentText.Of).SelectMany(StemsOf)];
        string[] answered = [.. StemsOf(evidence.Quote).Where(asked.Contains).Distinct()];
        for (int attempt = 0; attempt < 40 && page.Text.Length > 400; attempt++)
        {
            int start = _random.Next(page.Text.Length - 160), length = Math.Min(150, page.Text.Length - start);
            start = page.Text.IndexOf(". ", start, StringComparison.Ordinal) + 2;
            if (start > 1 && start + 80 < page.Text.Length && (start > evidence.Start + evidence.Length || start + length < evidence.Start) &&
                Evidence.At(page, start, Math.Min(length, page.Text.Length - start)) is var other && (IsByMeaning(row) || answered.Except(StemsOf(other.Quote)).Any()))
            {
                return row with { Evidence = other };
            }
        }

        return null;
    }

    private static IEnumerable<string> StemsOf(string text) => ContentWords.Of(text).Select(word => word.Stem);

    private SyntheticQuery? OnlyFromPage(SyntheticQuery row)
    {
        string[] words = [.. index.Find(row.GetPageKey())!.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim('.', ',', ';', '(', ')', '"'))
            .Where(word => word.Length > 4 && word.All(char.IsAsciiLetter) && !WordLists.Stop.Contains(word) && !row.Query.Contains(word[..4], StringComparison.OrdinalIgnoreCase))
            .Select(word => word.ToLowerInvariant()).Distinct()];
        if (words.Length < 20)
            return null;
        int at = _random.Next(words.Length - 4);
        return row with { Tools = [row.Tools[0] with { Arguments = JsonValue.Object(("query", string.Join(' ', words[at], words[(at + 7) % words.Length], words[(at + 13) % words.Length], words[(at + 17) % words.Length]))) }, .. row.Tools.Skip(1)] };
    }

    // A name or a figure of the page that the query lacks. A word that the page also writes in lower case does not count as a name.
    private SyntheticQuery? AddFromPage(SyntheticQuery row)
    {
        OcrPage page = index.Find(row.GetPageKey())!;
        string[] words = page.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        string[] specific = [.. words.Zip(words.Skip(1), (before, word) => (before, word: word.Trim('.', ',', ';', '(', ')', '"')))
            .Where(pair => char.IsLower(pair.before[^1]) && IsSpecific(pair.word) &&
                !words.Any(word => word.StartsWith(pair.word[..4].ToLowerInvariant(), StringComparison.Ordinal)) &&
                !row.Query.Contains(pair.word[..4], StringComparison.OrdinalIgnoreCase))
            .Select(pair => pair.word)];
        if (specific.Length == 0)
            return null;

        ToolCall call = row.Tools[0];
        string added = $"{call.Arguments["query"]} {specific[_random.Next(specific.Length)]}";
        return row with { Tools = [call with { Arguments = JsonValue.Object(("query", added)) }, .. row.Tools.Skip(1)] };
    }

    private static bool IsSpecific(string word) => word.Length > 3 &&
        (word.All(char.IsAsciiDigit) || (char.IsUpper(word[0]) && word.Skip(1).All(char.IsLower))) &&
        !WordLists.NotName.Contains(word) && !WordLists.Stop.Contains(word);
}
