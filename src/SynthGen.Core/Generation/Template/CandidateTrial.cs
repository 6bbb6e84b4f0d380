using SynthGen.Documents;
using SynthGen.Retrieval;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Generation.Template;

/// <summary>Tries a page's rows on the index of its document. Thread-safe.</summary>
/// <param name="index">The index.</param>
internal sealed class CandidateTrial(IPageIndex index)
{
    // A page far down the results shows that the question fits many pages.
    private const int MostRank = 4;

    // A page needs a few rows of each tool; trying all it could give would take many times as long.
    private const int Enough = 5;

    private readonly CallExecutor _executor = new(index, CallExecutor.TopK);
    private readonly DocumentWords _document = new(index);

    /// <summary>
    /// Returns the first rows whose calls find the page, with their ranks; not those for which the other tool is the right one, whose
    /// words OCR has torn, or for which another sentence of the page stands as well as their evidence, or better.
    /// </summary>
    public IEnumerable<SyntheticQuery> Try(OcrPage page, IReadOnlyList<SyntheticQuery> rows)
    {
        PageKey key = PageKey.Of(page);
        PassageWords words = new(page.Text);
        PassageMeaning meaning = new(index, page.Text, words.Places);
        Dictionary<string, int> decided = [];
        foreach (SyntheticQuery row in rows)
        {
            string tool = row.Tools[0].Name;
            if (decided.GetValueOrDefault(tool) >= Enough)
                continue;

            if (_executor.Run(row, key) is not { } found)
            {
                yield return row;
            }
            else if (found.Worst <= MostRank && found.Ranks.Contrast != ToolContrast.Refuted && !IsTorn(row) && IsSupported(row, words, meaning))
            {
                if (found.Ranks.Contrast == ToolContrast.Confirmed)
                    decided[tool] = decided.GetValueOrDefault(tool) + 1;
                yield return row with { Verdict = new Verdict([]) { Ranks = found.Ranks } };
            }
        }
    }

    private static bool IsParaphrase(SyntheticQuery row) => row.Provenance?.Kind == TemplateRowMaker.Topic;

    // As the gates ask, and stricter: what a question is about must be the nearest to it.
    private static bool IsSupported(SyntheticQuery row, PassageWords words, PassageMeaning meaning) => IsParaphrase(row)
        ? !(meaning.Nearer(row.Query, row.Evidence!.Start, row.Evidence.Length) > 0)
        : words.Better(row.Query, row.Tools.SelectMany(ArgumentText.Of), row.Evidence!.Start, row.Evidence.Length) is null;

    // "propo sal", or "relatio" where the page has "relatio ns": the document has both as one word.
    private bool IsTorn(SyntheticQuery row)
    {
        if (IsParaphrase(row))
            return false;

        string[] query = Words(row.Query), evidence = Words(row.Evidence!.Quote);
        return Pairs(query).Any(pair => IsTorn(pair.One, pair.Other) && !(WordLists.Stop.Contains(pair.One) && WordLists.Stop.Contains(pair.Other)))
            || Pairs(evidence).Any(pair => (query.Contains(pair.One) || query.Contains(pair.Other)) && IsTorn(pair.One, pair.Other)
                && !WordLists.Stop.Contains(pair.One) && !WordLists.Stop.Contains(pair.Other));
    }

    private bool IsTorn(string one, string other) => IsPart(one) && IsPart(other) && _document.Has(one + other);

    private static string[] Words(string text) =>
        [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('"', '“', '”', ',', '?', '.'))];

    private static IEnumerable<(string One, string Other)> Pairs(string[] words) => words.Zip(words.Skip(1));

    private static bool IsPart(string word) => word.Length > 0 && word.All(char.IsLower);
}
