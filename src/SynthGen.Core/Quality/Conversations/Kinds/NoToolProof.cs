namespace SynthGen.Quality.Conversations.Kinds;

/// <summary>Answered without a call, though tools are offered, and about no page.</summary>
internal sealed class NoToolProof : KindProof
{
    /// <inheritdoc/>
    public override KindFlaw? Find(KindCase test) =>
        test.Steps.Count > 0 ? new KindFlaw("NeedlessCall", "The assistant calls a tool.")
        : test.Pages.Count > 0 ? new KindFlaw("WrongPageCount", "The conversation has a page, and so needs a tool.")
        : null;
}
