using SynthGen.Retrieval;
using SynthGen.Rows;
using SynthGen.Text;
using SynthGen.Tools;

namespace SynthGen.Quality.Conversations;

/// <summary>
/// Tests that each argument comes from what the user has said so far or from an earlier result, never from a page that was not seen
/// yet. The rules are those of <see cref="ArgumentOrigins"/>, for the conversation's pages and the page that the call finds first;
/// names and figures count wherever they are from. The score is the share of sound calls.
/// </summary>
/// <param name="index">The index of the document.</param>
public sealed class ConversationProvenanceGate(IPageIndex index) : IConversationGate
{
    private readonly RareWords _rare = new(index);
    private readonly DocumentNames _names = new(index);

    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.ArgumentProvenance;

    /// <inheritdoc/>
    public GateResult Test(TestedConversation row)
    {
        IReadOnlyList<CallStep> steps = row.Reading.Steps;
        if (steps.Count == 0)
            return Gate.Skip("NoCall");

        IndexedPage?[] pages = [.. row.Row.Pages.Select(row.Find)];
        if (Array.IndexOf(pages, null) is >= 0 and int missing)
            return Gate.FailWithoutPage(row.Row.Pages[missing].GetPageKey(row.Row.Source));

        int unsound = 0;
        GateResult? first = null;
        foreach (CallStep step in steps)
        {
            if (Find(row, step, pages!) is not { } flaw)
                continue;
            unsound++;
            first ??= flaw;
        }

        return first is null ? Gate.Pass(1) : first with { Score = Math.Round(1 - (double)unsound / steps.Count, 4) };
    }

    private GateResult? Find(TestedConversation row, CallStep step, IndexedPage[] pages)
    {
        SeenText seen = row.Reading.SeenBefore(step.Message);
        ToolCall call = step.Call.ToToolCall();
        ArgumentOrigins origins = new(_rare.Has);
        IndexedPage? best = step.Pages is [var hit, ..] ? row.Find(hit) : null;
        foreach (IndexedPage page in best is null ? pages : pages.Append(best))
        {
            if (origins.Of(call, row.Row.AvailableTools, seen, page.Words).FirstOrDefault(value => value.Origin is ArgumentOrigin.FromPage or ArgumentOrigin.Unknown) is { } foreign)
                return foreign.Origin == ArgumentOrigin.FromPage ? FromPage(step, foreign.Foreign) : FromNowhere(step, foreign.Foreign);
        }

        foreach (string text in ArgumentText.Of(call))
        {
            List<ContentWord> words = ContentWords.Of(text);
            HashSet<string> spelled = seen.SpelledOut(words);
            foreach (ContentWord word in words.Where(word => !spelled.Contains(word.Stem) && !seen.Has(word)))
            {
                if (word.IsFigure)
                    return FromNowhere(step, [word.Text]);
                bool? isName = char.IsUpper(word.Text[0]) ? _names.IsName(word) : false;
                if (isName == true)
                    return FromPage(step, [word.Text]);
                if (isName is null && !text.StartsWith(word.Text, StringComparison.Ordinal))
                    return FromNowhere(step, [word.Text]);
            }
        }

        return null;
    }

    private GateResult FromPage(CallStep step, IEnumerable<string> words) =>
        Gate.Fail("ValueFromPage", $"{step.Call.Name} is given what neither the user nor a result says before, but a page does: {string.Join(", ", words)}.");

    private GateResult FromNowhere(CallStep step, IEnumerable<string> words) =>
        Gate.Fail("ValueFromNowhere", $"{step.Call.Name} is given what neither the user nor a result says before: {string.Join(", ", words)}.");
}
