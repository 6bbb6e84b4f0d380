using SynthGen.Hashing;

namespace SynthGen.Generation.Template;

/// <summary>
/// Selects a page's rows, considering the rows before it: no query twice, new wordings rather than frequent ones, and a balance
/// of the tools. Memory is constant whatever the document's length.
/// </summary>
/// <param name="rowsPerPage">The most rows of a page.</param>
/// <param name="isForOnePage">Whether it is to select but one page's rows, which takes little memory.</param>
internal sealed class RowSelector(int rowsPerPage, bool isForOnePage = false)
{
    private const int SizeForOnePage = 10;
    private const int SizeForAll = 20;

    private const int MostTies = 2;

    // A page without a row that decides gives a second one only while those that decide are so many times as many.
    private const int TieShare = 2;

    // Rows for which the other tool does as well teach least: a few come anyway, since a short document has no others, and then
    // one for so many rows that decide.
    private const int FreeEqual = 10;
    private const int EqualShare = 4;
    private const double MostOfAKind = .12;

    private readonly BloomFilter _queries = new(isForOnePage ? SizeForOnePage : SizeForAll);
    private readonly BloomFilter _pairs = new(isForOnePage ? SizeForOnePage : SizeForAll);
    private readonly Dictionary<string, long> _calls = [];
    private readonly Dictionary<string, long> _kinds = [];

    private long _ties;
    private long _equal;
    private long _decided;

    /// <summary>
    /// Returns the rows to keep, at most the requested number, best first. Of rows whose calls were tried, a page gives those
    /// that the other tool does not find; if there are none, the best of the others stand for the page, as long as those that
    /// the other tool finds as well are few.
    /// </summary>
    public IReadOnlyList<SyntheticQuery> Select(IReadOnlyList<SyntheticQuery> candidates)
    {
        List<SyntheticQuery> chosen = Select(candidates.Where(row => row.Contrast is null or ToolContrast.Confirmed), rowsPerPage);
        if (chosen.Count == 0)
        {
            bool isOpen = _equal < FreeEqual + _decided / EqualShare;
            int most = Math.Min(_ties * TieShare < _decided ? MostTies : 1, rowsPerPage);
            chosen = Select(candidates.Where(row => row.Contrast == ToolContrast.Either && (isOpen || IsAhead(row))), most);
        }

        _decided += chosen.Count(row => row.Contrast == ToolContrast.Confirmed);
        _ties += chosen.Count(row => row.Contrast == ToolContrast.Either);
        _equal += chosen.Count(row => row.Contrast == ToolContrast.Either && !IsAhead(row));
        return chosen;
    }

    // Whether the row's tool has the page before the other tool has it.
    private static bool IsAhead(SyntheticQuery row) =>
        row.Verdict?.Ranks is { } ranks && ranks.Calls[0] is { } own && !((ranks.Lexical == own ? ranks.Vector : ranks.Lexical) <= own);

    private List<SyntheticQuery> Select(IEnumerable<SyntheticQuery> candidates, int most)
    {
        List<SyntheticQuery> left = [.. candidates.Where(row => !_queries.Contains(QueryHash(row)))];
        List<SyntheticQuery> chosen = [];
        while (chosen.Count < most && left.Count > 0)
        {
            int best = 0;
            double highest = double.MinValue;
            for (int i = 0; i < left.Count; i++)
            {
                double value = Value(left[i], (double)i / left.Count, chosen);
                if (value > highest)
                    (best, highest) = (i, value);
            }

            SyntheticQuery row = left[best];
            left.RemoveAt(best);
            chosen.Add(row);
            _queries.Add(QueryHash(row));
            foreach (ulong pair in WordPairs(row.Query))
                _pairs.Add(pair);
            foreach (ToolCall call in row.Tools)
                _calls[call.Name] = _calls.GetValueOrDefault(call.Name) + 1;
            _kinds[KindOf(row)] = _kinds.GetValueOrDefault(KindOf(row)) + 1;
            left.RemoveAll(other => QueryHash(other) == QueryHash(row) || SameCalls(other, row));
        }

        return chosen;
    }

    private double Value(SyntheticQuery row, double rank, List<SyntheticQuery> chosen)
    {
        int pairs = 0, fresh = 0;
        foreach (ulong pair in WordPairs(row.Query))
        {
            pairs++;
            fresh += _pairs.Contains(pair) ? 0 : 1;
        }

        double novelty = pairs == 0 ? 0 : (double)fresh / pairs;
        double balance = row.Tools.Average(call => Need(call.Name, row.AvailableTools));
        double again = chosen.Count(other => other.Evidence!.Start == row.Evidence!.Start) * .5
            + chosen.Count(other => SameWords(other, row)) * .6
            + chosen.Count(other => other.Tools[0].Name == row.Tools[0].Name && other.Tools.Count == row.Tools.Count) * .3;
        double found = row.Verdict?.Ranks?.Calls[0] is { } place ? 1.0 / place : 0;
        return novelty * .8 + (1 - rank) * 1.6 + balance + found - again - Excess(row);
    }

    // Up to 1 for a tool that was called less than its share, down to -1 for one that was called more often.
    private double Need(string tool, IReadOnlyList<ToolDefinition> tools)
    {
        long all = _calls.Values.Sum();
        return all == 0 ? 0 : Math.Clamp((1.0 / tools.Count - (double)_calls.GetValueOrDefault(tool) / all) * 4, -1, 1);
    }

    // A document full of cross-references has more to ask about than cross-references.
    private double Excess(SyntheticQuery row) => Math.Clamp((ShareOf(row) - MostOfAKind) * 8, 0, 2);

    // Questions in other words are of many kinds.
    private double ShareOf(SyntheticQuery row) =>
        _kinds.Count == 0 || row.Provenance?.Kind == TemplateRowMaker.Topic ? 0 : (double)_kinds.GetValueOrDefault(KindOf(row)) / _kinds.Values.Sum();

    private static string KindOf(SyntheticQuery row) => row.Provenance?.Kind ?? "";

    // The same calls under another wording would teach the same twice.
    private static bool SameCalls(SyntheticQuery one, SyntheticQuery other) =>
        one.Tools.Select(call => call.ToString()).SequenceEqual(other.Tools.Select(call => call.ToString()));

    private static bool SameWords(SyntheticQuery one, SyntheticQuery other) =>
        one.Tools[0].Arguments.Values.First() is string words && other.Tools[0].Arguments.Values.First() is string otherWords
        && words.Split(' ').Intersect(otherWords.Split(' ')).Count() * 2 > Math.Min(words.Split(' ').Length, otherWords.Split(' ').Length);

    private static ulong QueryHash(SyntheticQuery row) => StableRandom.Hash(row.Query.ToLowerInvariant());

    private static IEnumerable<ulong> WordPairs(string query)
    {
        ulong before = 0;
        foreach (string word in query.ToLowerInvariant().Split(' '))
        {
            ulong hash = StableRandom.Hash(word.AsSpan().Trim("?.,\""));
            if (before != 0)
                yield return before * 31 + hash;
            before = hash;
        }
    }
}
