namespace SynthGen.Quality.Conversations.Kinds;

/// <summary>Why a conversation is not of its kind.</summary>
/// <param name="Reason">The reason in one word.</param>
/// <param name="Detail">The reason in a sentence.</param>
internal sealed record KindFlaw(string Reason, string Detail);

/// <summary>Tests whether a conversation does what its kind says.</summary>
internal abstract class KindProof
{
    private static readonly Dictionary<ConversationKind, KindProof> Proofs = new()
    {
        [ConversationKind.Lookup] = new LookupProof(),
        [ConversationKind.Parallel] = new ParallelProof(),
        [ConversationKind.Sequence] = new SequenceProof(),
        [ConversationKind.Compare] = new CompareProof(),
        [ConversationKind.Recover] = new RecoverProof(),
        [ConversationKind.FollowUp] = new FollowUpProof(),
        [ConversationKind.Clarify] = new ClarifyProof(),
        [ConversationKind.NoTool] = new NoToolProof(),
        [ConversationKind.Unanswerable] = new UnanswerableProof(),
        [ConversationKind.MissingTool] = new MissingToolProof(),
    };

    /// <summary>Returns the proof of a kind.</summary>
    public static KindProof Of(ConversationKind kind) => Proofs[kind];

    /// <summary>Returns why the conversation is not of the kind; null if it is.</summary>
    public abstract KindFlaw? Find(KindCase test);

    // Of the kinds that one turn of the user starts.
    private protected static KindFlaw? OneTurn(KindCase test) =>
        test.Reading.UserTurns.Count == 1 ? null : new KindFlaw("SeveralTurns", $"The user speaks {test.Reading.UserTurns.Count} times.");

    private protected static KindFlaw? Pages(KindCase test, int least, int most) =>
        test.Pages.Count >= least && test.Pages.Count <= most ? null
        : new KindFlaw("WrongPageCount", $"The conversation has {test.Pages.Count} pages, and not {(least == most ? $"{least}" : $"{least} or more")}.");

    // The page is in a result, the answer cites it, and what it says is in the page's passage.
    private protected static KindFlaw? Answered(KindCase test, ConversationPage page) =>
        !test.Steps.Any(step => test.Finds(step, page)) ? NotFound(page)
        : !test.Cites(page) ? new KindFlaw("PageNotCited", $"The assistant does not cite page {page.Label}.")
        : !test.IsAnswerIn(page) ? new KindFlaw("AnswerNotInPassage", $"What the assistant says is not in the passage of page {page.Label}.")
        : null;

    private protected static KindFlaw NotFound(ConversationPage page) => new("PageNotFound", $"No result shows page {page.Label}.");
}
