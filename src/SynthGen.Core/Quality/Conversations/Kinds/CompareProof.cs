namespace SynthGen.Quality.Conversations.Kinds;

/// <summary>Two things that the user names, on different pages: both pages are found, and both are in the answer, at its end.</summary>
internal sealed class CompareProof : KindProof
{
    /// <inheritdoc/>
    public override KindFlaw? Find(KindCase test) =>
        OneTurn(test) ?? Pages(test, 2, 2)
        ?? test.Pages.Select(page => Answered(test, page)).FirstOrDefault(flaw => flaw is not null)
        ?? (test.Pages.All(page => test.Steps.Any(step => test.Finds(step, page) && !test.UsesResult(step))) ? null : new KindFlaw("NotNamed", "One of the pages is found by what an earlier result gives, and not by what the user names."))
        ?? (test.Pages.All(page => AnswerText.CitedIn(test.Reading.Answer).Contains(page.Label)) ? null : new KindFlaw("NotSideBySide", "The last answer does not cite both pages."));
}
