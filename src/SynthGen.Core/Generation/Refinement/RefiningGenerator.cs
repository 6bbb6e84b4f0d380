using SynthGen.Documents;
using SynthGen.Generation.Model;
using SynthGen.Generation.Planning;
using SynthGen.Generation.Prompts;
using SynthGen.Models;

namespace SynthGen.Generation.Refinement;

/// <summary>
/// Tries the rows of a page on the index. Rows that do not single out their page go back to the model with what came up; a new
/// wording takes the place of an old one only if it does better. Rows that no wording betters stay as they are.
/// </summary>
public sealed class RefiningGenerator : DelegatingGenerator
{
    private readonly IChatModel _model;
    private readonly PromptWriter _prompts;
    private readonly ChatSampling _sampling;
    private readonly RowTrial _trial;
    private readonly RowCheck _check;
    private readonly int _attempts;
    private readonly PageConversation? _conversation;

    /// <summary>Creates a generator.</summary>
    /// <param name="inner">Generates the rows at first.</param>
    /// <param name="model">The model, with retries and pacing.</param>
    /// <param name="prompts">The prompts, filled in.</param>
    /// <param name="sampling">The model's sampling options.</param>
    /// <param name="trial">Tries rows.</param>
    /// <param name="check">Checks rows.</param>
    /// <param name="attempts">The maximum number of requests to refine the rows of a page, from 1.</param>
    /// <param name="conversation">The turns before a page; null if each page stands alone.</param>
    public RefiningGenerator(
        IQueryGenerator inner, IChatModel model, PromptWriter prompts, ChatSampling sampling, RowTrial trial, RowCheck check, int attempts, PageConversation? conversation)
        : base(inner)
    {
        _model = model;
        _prompts = prompts;
        _sampling = sampling;
        _trial = trial;
        _check = check;
        _attempts = attempts;
        _conversation = conversation;
    }

    /// <inheritdoc/>
    /// <exception cref="RunEndedException">No further request may be sent, or the service of the index's vectors refused.</exception>
    public override async Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken)
    {
        PageOutcome outcome = await Inner.GenerateAsync(page, cancellationToken).ConfigureAwait(false);
        if (outcome.Status != OutcomeStatus.Generated)
            return outcome;

        RefinedPage refined = new(page, outcome, outcome.Rows.Select(row => new TriedRow(row, null)), _check);
        try
        {
            if (_trial.Find(page) is not { } key)
            {
                refined.Note("The rows were not tried: the index lacks the page.");
                return refined.ToOutcome();
            }

            List<TriedRow> tried = [];
            foreach (SyntheticQuery row in outcome.Rows)
                tried.Add(await _trial.RunAsync(row, key, cancellationToken).ConfigureAwait(false));
            refined = new(page, outcome, tried, _check);
            for (int attempt = 0; attempt < _attempts && refined.Weak.Count > 0; attempt++)
            {
                if (await AskAsync(page, refined, cancellationToken).ConfigureAwait(false) is not { } reply)
                    break;
                await refined.TakeAsync(reply, row => _trial.RunAsync(row, key, cancellationToken)).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is ChatException or IOException or InvalidDataException or ObjectDisposedException && !cancellationToken.IsCancellationRequested)
        {
            // The rows are paid for: an index that cannot be searched must not cost them.
            refined.Note($"The rows were not tried: {error.Message}");
        }

        return refined.ToOutcome();
    }

    // Null if there is none that could be read: the rows stay as they are, as when a repair fails.
    private async Task<ChatReply?> AskAsync(OcrPage page, RefinedPage refined, CancellationToken cancellationToken)
    {
        IReadOnlyList<TriedRow> weak = refined.Weak;
        List<string> results = [];
        foreach (TriedRow row in weak)
            results.Add(string.Join(' ', await _trial.DescribeAsync(row, cancellationToken).ConfigureAwait(false)));

        // The rows as they are now, and not all that was said before: it costs less, and no dropped row serves as an example.
        SyntheticQuery[] rows = [.. weak.Select(row => row.Row)];
        PagePlan? plan = _prompts.PlanOf(rows);
        List<ChatTurn> turns = [_prompts.Instruction, .. _conversation?.Turns ?? [], _prompts.Page(page, plan)];
        int common = turns.Count - 1;
        turns.Add(new ChatTurn(ChatRole.Assistant, ConversationGenerator.Reply(rows, plan)));
        turns.Add(_prompts.Refine(results));
        try
        {
            ChatReply reply = await _model.CompleteAsync(
                new ChatRequest(turns, _prompts.SchemaFor(page)) { Sampling = _sampling, CommonTurns = common }, cancellationToken).ConfigureAwait(false);
            refined.Count(reply);
            if (ReplyFinish.Fault(reply) is not { } unusable)
                return reply;
            refined.Note($"The rows were not refined: {unusable}");
        }
        catch (ChatException fault)
        {
            refined.Count(fault);
            refined.Note($"The rows were not refined. {ModelQueryGenerator.Refusal(fault)}");
        }

        return null;
    }
}
