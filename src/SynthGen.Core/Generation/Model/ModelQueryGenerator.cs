using SynthGen.Generation.Prompts;
using SynthGen.Generation.Replies;
using SynthGen.Models;
using SynthGen.Tools;

namespace SynthGen.Generation.Model;

/// <summary>
/// Generates with a language model: it sends the prompt, parses and checks the reply, and asks for repairs with the exact
/// complaints. An unusable row is dropped and its reason counted; the other rows of its page stay.
/// </summary>
public sealed class ModelQueryGenerator : IQueryGenerator
{
    private readonly IChatModel _model;
    private readonly PromptWriter _prompts;
    private readonly string _promptVersion;
    private readonly ModelOptions _options;
    private readonly RowCheck _check;
    private readonly PageConversation? _conversation;

    /// <summary>Creates a generator.</summary>
    /// <param name="model">The model, with retries and pacing.</param>
    /// <param name="prompts">The prompts, filled in.</param>
    /// <param name="promptVersion">The prompts' version, for provenance.</param>
    /// <param name="options">The options.</param>
    /// <param name="validator">Checks arguments.</param>
    /// <param name="conversation">The turns before a page; null if each page stands alone.</param>
    public ModelQueryGenerator(
        IChatModel model, PromptWriter prompts, string promptVersion, ModelOptions options, IToolSchemaValidator validator, PageConversation? conversation)
    {
        _model = model;
        _prompts = prompts;
        _promptVersion = promptVersion;
        _options = options;
        _check = new RowCheck(validator);
        _conversation = conversation;
    }

    /// <inheritdoc/>
    /// <exception cref="RunEndedException">No further request may be sent.</exception>
    public async Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken)
    {
        if (BlankPages.Skip(page) is { } skipped)
            return skipped;

        List<ChatTurn> turns = [_prompts.Instruction, .. _conversation?.Turns ?? [], _prompts.Page(page)];
        int common = turns.Count - 1;
        string schema = _prompts.SchemaFor(page);
        PageDraft draft = new(page, _options, _check, _prompts.Planner?.Plan(page));
        for (int repairs = 0; ; repairs++)
        {
            ChatReply reply;
            try
            {
                reply = await _model.CompleteAsync(
                    new ChatRequest([.. turns], schema) { Sampling = _options.Sampling, CommonTurns = common }, cancellationToken).ConfigureAwait(false);
            }
            catch (ChatException fault)
            {
                // Rows of the first reply stay good when the repair of the others gets none.
                draft.Fail(Refusal(fault), fault);
                break;
            }

            draft.Count(reply);
            if (ReplyFinish.Fault(reply) is { } unusable)
            {
                draft.Fail(unusable);
                break;
            }

            IReadOnlyList<string> complaints = draft.Take(ReplyParser.Parse(reply.Text), Provenance(reply));
            if (complaints.Count == 0 || repairs >= _options.RepairAttempt || reply.Finish == ChatFinish.Length)
                break;
            if (!string.IsNullOrWhiteSpace(reply.Text))
                turns = [.. turns, new ChatTurn(ChatRole.Assistant, reply.Text), _prompts.Repair(complaints)];
        }

        return draft.ToOutcome();
    }

    /// <inheritdoc/>
    public void OnQueued(OcrPage page)
    {
    }

    /// <inheritdoc/>
    public void Close()
    {
    }

    /// <inheritdoc/>
    public PageOutcome Finish(PageOutcome outcome) => outcome;

    /// <summary>Returns in words that no reply came, and why.</summary>
    internal static string Refusal(ChatException fault)
    {
        string refusal = fault switch
        {
            { IsLocal: true } => "The model gave no reply",
            { Fault: ChatErrorKind.Page, Subject: RefusalSubject.Length } => "The page is too long for the server",
            { Fault: ChatErrorKind.Page, Subject: RefusalSubject.Reply } => "The model wrote no reply to this page that the server would pass on",
            { Fault: ChatErrorKind.Page } => "The server refused this page",
            _ => "The server gave no reply",
        };
        return $"{refusal}: {fault.Message}{(fault.Status is { } status ? $" (status {status})" : "")}";
    }

    private Func<PageDraft, Provenance> Provenance(ChatReply reply) => draft => new Provenance(
        _options.Backend, reply.Model, _promptVersion, _options.Sampling.Seed, draft.InputTokens, draft.OutputTokens);
}
