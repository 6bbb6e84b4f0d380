namespace SynthGen.Quality.Conversations.Kinds;

/// <summary>The first call does not find the page; a later one with other words or the other tool does.</summary>
internal sealed class RecoverProof : KindProof
{
    /// <inheritdoc/>
    public override KindFlaw? Find(KindCase test) =>
        OneTurn(test) ?? Pages(test, 1, 1)
        ?? (test.Steps.Count >= 2 && test.Steps[0].Message != test.Steps[^1].Message ? null : new KindFlaw("NoSecondTry", "The assistant does not search again."))
        ?? (test.Finds(test.Steps[0], test.Pages[0]) ? new KindFlaw("FoundAtFirst", $"The first call finds page {test.Pages[0].Label} already.") : null)
        ?? Answered(test, test.Pages[0]);
}
