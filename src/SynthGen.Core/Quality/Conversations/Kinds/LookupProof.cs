namespace SynthGen.Quality.Conversations.Kinds;

/// <summary>One call, whose result has the page; the answer cites it, and is in its passage.</summary>
internal sealed class LookupProof : KindProof
{
    /// <inheritdoc/>
    public override KindFlaw? Find(KindCase test) =>
        OneTurn(test) ?? Pages(test, 1, 1)
        ?? (test.Steps.Count == 1 ? null : new KindFlaw("WrongCallCount", $"The assistant makes {test.Steps.Count} calls, and not one."))
        ?? Answered(test, test.Pages[0]);
}
