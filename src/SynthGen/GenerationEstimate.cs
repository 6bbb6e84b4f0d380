using SynthGen.Generation;
using SynthGen.Generation.Journal;
using SynthGen.Generation.Prompts;
using SynthGen.Models;
using SynthGen.Models.Spending;

namespace SynthGen;

/// <summary>Estimates what a run would send, without sending it.</summary>
/// <param name="prompts">The prompts.</param>
/// <param name="model">The model's name.</param>
/// <param name="price">The price of the model's tokens; null if it is not known.</param>
/// <param name="batchPrice">Their price in jobs; null if pages are sent directly, or it is not known.</param>
/// <param name="journal">The journal of finished pages; null if there is none.</param>
/// <param name="keys">Finds a page in the journal.</param>
/// <param name="historyPages">The number of earlier pages that a conversation sends with each page; 0 if pages are sent one by one.</param>
/// <param name="historyTokens">The most tokens that these pages take.</param>
/// <param name="refinements">The most requests to refine the rows of a page.</param>
internal sealed class GenerationEstimate(
    PromptWriter prompts, string model, Price? price, Price? batchPrice, OutcomeJournal? journal, JournalKey keys, int historyPages, int historyTokens, int refinements)
{
    // The tokens of three rows with evidence, measured on pages of ordinary length.
    private const int OutputTokensPerPage = 400;
    private readonly Queue<int> _history = new();
    private long _pages, _known, _inputTokens;

    /// <summary>Counts a page.</summary>
    public void Add(OcrPage page)
    {
        _pages++;
        if (BlankPages.Skip(page) is not null || journal?.StatusOf(keys.Of(page)) is OutcomeStatus.Generated or OutcomeStatus.Empty)
            _known++;
        else
            _inputTokens += TokensOf(page);
        Remember(page);
    }

    // At most: every page is refined as often as it may be. Its rows go back, and what they found takes about as much again.
    private long TokensOf(OcrPage page)
    {
        int history = Math.Min(_history.Sum(), historyTokens);
        int first = new ChatRequest([prompts.Instruction, prompts.Page(page)], prompts.ResponseSchema).EstimatedTokens + history;
        int again = first + (prompts.Refine([]).Text.Length / 4) + (2 * OutputTokensPerPage);
        return first + ((long)refinements * again);
    }

    private void Remember(OcrPage page)
    {
        _history.Enqueue(prompts.Page(page).Text.Length / 4 + OutputTokensPerPage);
        if (_history.Count > historyPages)
            _history.Dequeue();
    }

    private string Dollars(Price direct, long output)
    {
        string directly = FormattableString.Invariant($"about ${direct.Of(_inputTokens, output):0.00}");
        return batchPrice is null ? directly : FormattableString.Invariant($"about ${batchPrice.Of(_inputTokens, output):0.00} in jobs, {directly} directly,");
    }

    /// <summary>Pages, tokens and cost in words.</summary>
    public override string ToString()
    {
        long sent = _pages - _known, output = sent * OutputTokensPerPage * (1 + refinements);
        string most = refinements == 0 ? "" : FormattableString.Invariant($" if each page is refined ({refinements} times at most)");
        string cost = price is null ? "at a price that is not known" : Dollars(price, output)
            + (price.Checked is { } day ? FormattableString.Invariant($" by the price of {day:yyyy-MM-dd}") : "");
        return FormattableString.Invariant(
            $"{_pages} pages ({sent} to send), about {_inputTokens} input and {output} output tokens of {model}{most}, {cost}");
    }
}
