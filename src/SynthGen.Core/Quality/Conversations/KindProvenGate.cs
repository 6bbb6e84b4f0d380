using SynthGen.Quality.Conversations.Kinds;
using SynthGen.Retrieval;

namespace SynthGen.Quality.Conversations;

/// <summary>Tests that a conversation does what its kind says, as the index shows; see the proofs in Kinds.</summary>
/// <param name="index">The index of the document.</param>
public sealed class KindProvenGate(IPageIndex index) : IConversationGate
{
    /// <inheritdoc/>
    public QualityGate Gate => QualityGate.KindProven;

    /// <inheritdoc/>
    public GateResult Test(TestedConversation row) =>
        row.Row.Kind is not { } kind ? Gate.Skip("NoKind")
        : KindProof.Of(kind).Find(new KindCase(row, index)) is { } flaw ? Gate.Fail(flaw.Reason, $"{kind}: {flaw.Detail}")
        : Gate.Pass(1, kind.ToString());
}
