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
        List<RowChoice> left = [.. candidates.Select(row => new RowChoice(row)).Where(choice => !_queries.Contains(choice.Query))];
        List<SyntheticQuery> chosen = [];
        while (chosen.Count < most && left.Count > 0)
        {
            int best = 0;
            double highest = double.MinValue;
            for (int i = 0; i < left.Count; i++)
            {
                double value = Value(left[i], (double)i / left.Count);
                if (value > highest)
                    (best, highest) = (i, value);
            }

            RowChoice choice = left[best];
            chosen.Add(choice.Row);
            _queries.Add(choice.Query);
            foreach (ulong pair in choice.WordPairs)
                _pairs.Add(pair);
            foreach (ToolCall call in choice.Row.Tools)
                _calls[call.Name] = _calls.GetValueOrDefault(call.Name) + 1;
            _kinds[choice.Kind] = _kinds.GetValueOrDefault(choice.Kind) + 1;
            if (chosen.Count == most)
                break;

            left.RemoveAll(other => other.Query == choice.Query || other.HasCallsOf(choice));
            foreach (RowChoice other in left)
                other.Chosen(choice);
        }

        return chosen;
    }

    private double Value(RowChoice choice, double rank)
    {
        int fresh = 0;
        foreach (ulong pair in choice.WordPairs)
            fresh += _pairs.Contains(pair) ? 0 : 1;

        SyntheticQuery row = choice.Row;
        double novelty = choice.WordPairs.Length == 0 ? 0 : (double)fresh / choice.WordPairs.Length;
        double balance = row.Tools.Average(call => Need(call.Name, row.AvailableTools));
        double again = choice.SameEvidence * .5 + choice.SameWords * .6 + choice.SameTool * .3;
        double found = row.Verdict?.Ranks?.Calls[0] is { } place ? 1.0 / place : 0;
        return novelty * .8 + (1 - rank) * 1.6 + balance + found - again - Excess(choice);
    }

    // Up to 1 for a tool that was called less than its share, down to -1 for one that was called more often.
    private double Need(string tool, IReadOnlyList<ToolDefinition> tools)
    {
        long all = _calls.Values.Sum();
        return all == 0 ? 0 : Math.Clamp((1.0 / tools.Count - (double)_calls.GetValueOrDefault(tool) / all) * 4, -1, 1);
    }

    // A document full of cross-references has more to ask about than cross-references.
    private double Excess(RowChoice choice) => Math.Clamp((ShareOf(choice) - MostOfAKind) * 8, 0, 2);

    // Questions in other words are of many kinds.
    private double ShareOf(RowChoice choice) =>
        _kinds.Count == 0 || choice.Kind == TemplateRowMaker.Topic ? 0 : (double)_kinds.GetValueOrDefault(choice.Kind) / _kinds.Values.Sum();
}
