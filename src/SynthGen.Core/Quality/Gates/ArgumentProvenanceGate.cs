using System.Collections.Concurrent;
using SynthGen.Retrieval;
using SynthGen.Tools;

namespace SynthGen.Quality.Gates;

/// <summary>
/// Tests that no argument contains information that the query does not supply. Quality Matters (arXiv 2409.16341) calls this
/// parameter alignment, and finds that a third to a half of the rows of published sets lack it. The score is the share of
/// sound values. See <see cref="ArgumentOrigins"/> for the rules.
/// </summary>
public sealed class ArgumentProvenanceGate(IPageIndex index) : IQualityGate
{
    private const int MostRemembered = 100_000;

    // A word is rare if at most one page in a hundred has it.
    private readonly int _few = Math.Max(2, index.Count / 100);
    private readonly ConcurrentDictionary<string, bool> _rare = new(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.ArgumentProvenance;

    /// <inheritdoc/>
    public GateResult Test(TestedRow row)
    {
        if (row.Page is not { } page)
            return Gate.FailWithoutPage(row.Row);

        IReadOnlyList<ArgumentValue> values = new ArgumentOrigins(IsRare).Of(row.Row, page);
        ArgumentValue[] foreign = [.. values.Where(value => value.Origin is ArgumentOrigin.FromPage or ArgumentOrigin.Unknown)];
        if (foreign.Length == 0)
            return Gate.Pass(1);

        ArgumentValue first = foreign[0];
        string words = string.Join(", ", first.Foreign);
        double score = 1 - (double)foreign.Length / values.Count;
        return foreign.Any(value => value.Origin == ArgumentOrigin.FromPage)
            ? Gate.Fail("ValueFromPage", $"{first.Tool} is given what the query does not say but the page does, in {first.Path}: {words}.", score)
            : Gate.Fail("ValueFromNowhere", $"{first.Tool} is given what neither query nor page says, in {first.Path}: {words}.", score);
    }

    private bool IsRare(string word)
    {
        if (!index.CanRun(BuiltInTools.FullTextSearch.Name))
            return false;
        if (_rare.Count > MostRemembered)
            _rare.Clear();
        return _rare.GetOrAdd(word, static (word, gate) => gate.CountUpTo(word) <= gate._few, this);
    }

    private int CountUpTo(string word) => index.PagesWith(word, _few + 1).Count;
}
