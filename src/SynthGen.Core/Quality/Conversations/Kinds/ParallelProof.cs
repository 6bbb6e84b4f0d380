namespace SynthGen.Quality.Conversations.Kinds;

/// <summary>Calls in one turn, each of which finds its own page.</summary>
internal sealed class ParallelProof : KindProof
{
    /// <inheritdoc/>
    public override KindFlaw? Find(KindCase test) =>
        OneTurn(test) ?? Pages(test, 2, int.MaxValue)
        ?? (test.Steps.Count >= 2 && test.Steps.All(step => step.Message == test.Steps[0].Message) ? null : new KindFlaw("NotParallel", "The calls are not made together."))
        ?? (test.Steps.Count == test.Pages.Count ? null : new KindFlaw("WrongCallCount", $"{test.Steps.Count} calls look for {test.Pages.Count} pages."))
        ?? (Match(test, 0, []) ? null : new KindFlaw("PageNotFound", "Not every call finds a page of its own."))
        ?? test.Pages.Select(page => Answered(test, page)).FirstOrDefault(flaw => flaw is not null);

    private static bool Match(KindCase test, int page, HashSet<CallStep> taken)
    {
        if (page == test.Pages.Count)
            return true;
        foreach (CallStep step in test.Steps)
        {
            if (!test.Finds(step, test.Pages[page]) || !taken.Add(step))
                continue;
            if (Match(test, page + 1, taken))
                return true;
            taken.Remove(step);
        }

        return false;
    }
}
