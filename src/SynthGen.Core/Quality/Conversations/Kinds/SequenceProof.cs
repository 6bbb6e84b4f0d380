namespace SynthGen.Quality.Conversations.Kinds;

/// <summary>Later calls use values that stand in earlier results alone: in the result, not in what the user says.</summary>
internal sealed class SequenceProof : KindProof
{
    /// <inheritdoc/>
    public override KindFlaw? Find(KindCase test) =>
        OneTurn(test) ?? Pages(test, 2, int.MaxValue)
        ?? (test.Pages.FirstOrDefault(page => !test.Steps.Any(step => test.Finds(step, page))) is { } missing ? NotFound(missing) : null)
        ?? (test.Steps.Count(step => test.UsesResult(step)) >= test.Pages.Count - 1 ? null
            : new KindFlaw("NoValueFromResult", "No later call uses a value that stands in an earlier result and not in the user's words."))
        ?? (test.Steps.Any(step => test.Finds(step, test.Pages[^1]) && test.UsesResult(step)) ? null
            : new KindFlaw("NotNeeded", $"Page {test.Pages[^1].Label} is not found by what an earlier result gives."))
        ?? Answered(test, test.Pages[^1]);
}
