using SynthGen.Generation;
using SynthGen.Generation.Journal;
using SynthGen.Generation.Prompts;
using SynthGen.Models;
using SynthGen.Models.Spending;
using SynthGen.Quality;

namespace SynthGen;

/// <summary>What a run would send, without sending it.</summary>
/// <param name="prompts">The prompts.</param>
/// <param name="model">The model's name.</param>
/// <param name="price">What its tokens cost; null if that is not known.</param>
/// <param name="journal">What is done already; null if nothing is.</param>
/// <param name="keys">Finds a page in the journal.</param>
/// <param name="historyPages">How many pages a conversation sends again with each one; 0 if each stands alone.</param>
/// <param name="historyTokens">The most tokens that these take.</param>
internal sealed class GenerationEstimate(
    PromptWriter prompts, string model, Price? price, OutcomeJournal? journal, JournalKey keys, int historyPages, int historyTokens)
{
    // Three rows with their evidence, as they come out on pages of a usual length.
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
            _inputTokens += new ChatRequest([prompts.Instruction, prompts.Page(page)], prompts.ResponseSchema).EstimatedTokens + Math.Min(_history.Sum(), historyTokens);
        Remember(page);
    }

    private void Remember(OcrPage page)
    {
        _history.Enqueue(prompts.Page(page).Text.Length / 4 + OutputTokensPerPage);
        if (_history.Count > historyPages)
            _history.Dequeue();
    }

    /// <summary>Pages, tokens and cost in words.</summary>
    public override string ToString()
    {
        long sent = _pages - _known, output = sent * OutputTokensPerPage;
        string cost = price is null ? "at a price that is not known" : FormattableString.Invariant($"about ${price.Of(_inputTokens, output):0.00}")
            + (price.Checked is { } day ? FormattableString.Invariant($" by the price of {day:yyyy-MM-dd}") : "");
        return FormattableString.Invariant(
            $"{_pages} pages ({sent} to send), about {_inputTokens} input and {output} output tokens of {model}, {cost}");
    }
}
