using SynthGen.Models;

namespace SynthGen.Generation.Batching;

/// <summary>The treatment of a page that exceeds the model's context.</summary>
public enum OverlongPage
{
    /// <summary>The model sees only the page's beginning, up to the end of a sentence.</summary>
    Cut,

    /// <summary>The page fails.</summary>
    Fail,
}

/// <summary>
/// Cuts or fails pages that are too long for a local model. The outcome of a cut page says so. Its evidence has the same
/// offsets in the whole page, because the model saw the page's beginning.
/// </summary>
/// <param name="inner">The generator.</param>
/// <param name="model">Counts tokens.</param>
/// <param name="conversation">Returns the turns with which a page would be sent, the page's own last.</param>
/// <param name="overlong">The treatment.</param>
public sealed class OverlongPageGenerator(
    IQueryGenerator inner, ILocalChatModel model, Func<OcrPage, IReadOnlyList<ChatTurn>> conversation, OverlongPage overlong) : DelegatingGenerator(inner)
{
    /// <inheritdoc/>
    public override async Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken)
    {
        int tokens = model.CountTokens(conversation(page)), room = model.ContextSize - model.ReplySize;
        if (tokens <= room)
            return await Inner.GenerateAsync(page, cancellationToken).ConfigureAwait(false);

        string size = $"The page takes {tokens} tokens with its instruction, of {room} that the context holds beside a reply";
        if (overlong == OverlongPage.Fail)
            return PageOutcome.Failed(page, $"{size}.", FailureCause.Page) with { Attempts = 0 };

        OcrPage? shown = Cut(page, room);
        if (shown is null)
            return PageOutcome.Failed(page, $"{size}, and no sentence of it fits.", FailureCause.Page) with { Attempts = 0 };

        PageOutcome outcome = await Inner.GenerateAsync(shown, cancellationToken).ConfigureAwait(false);
        string note = $"{size}: the model was shown its first {shown.CharCount} of {page.CharCount} characters.";
        return outcome with
        {
            Reason = outcome.Reason is null ? note : $"{note} {outcome.Reason}",
            Rows = [.. outcome.Rows.Select(row => row with { Provenance = row.Provenance is null ? null : row.Provenance with { ShownCharacters = shown.CharCount } })],
        };
    }

    // Finds the longest beginning that ends with a sentence and fits, by bisection: more text seldom has fewer tokens.
    private OcrPage? Cut(OcrPage page, int room)
    {
        IReadOnlyList<int> ends = Passages.SentenceEnds(page.Text);
        int low = 0, high = ends.Count - 1;
        OcrPage? best = null;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            OcrPage shown = page.WithText(page.Text[..ends[middle]]);
            if (model.CountTokens(conversation(shown)) <= room)
            {
                best = shown;
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return best;
    }
}
