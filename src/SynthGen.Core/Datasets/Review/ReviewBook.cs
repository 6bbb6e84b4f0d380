namespace SynthGen.Datasets.Review;

/// <summary>
/// The decisions about rows, from one file or several. Of each reviewer the latest by time counts; of several reviewers' decisions
/// about a row the latest, where one that was taken back is none.
/// </summary>
public sealed class ReviewBook
{
    // By the row's id; a row mostly has one reviewer.
    private readonly Dictionary<string, ReviewDecision[]> _decisions = new(StringComparer.Ordinal);

    /// <summary>The ids of the rows that anything was written about.</summary>
    public IReadOnlyCollection<string> Ids => _decisions.Keys;

    /// <summary>Adds a decision; of two at one time the one that is added later counts.</summary>
    public void Add(ReviewDecision decision)
    {
        ReviewDecision[] all = _decisions.GetValueOrDefault(decision.Id, []);
        int own = Array.FindIndex(all, other => other.Reviewer == decision.Reviewer);
        if (own < 0)
            _decisions[decision.Id] = [.. all, decision];
        else if (decision.Time >= all[own].Time)
            _decisions[decision.Id] = [.. all[..own], .. all[(own + 1)..], decision];
    }

    /// <summary>Returns the decision about a row that counts; null if it is undecided.</summary>
    public ReviewDecision? Find(string id)
    {
        ReviewDecision? found = null;
        foreach (ReviewDecision decision in Of(id))
        {
            if (decision.Decision != ReviewStatus.Undecided && !(decision.Time < found?.Time))
                found = decision;
        }

        return found;
    }

    /// <summary>Returns the note of the decision that counts, or the latest note about an undecided row; null if there is none.</summary>
    public string? FindNote(string id) => Find(id) is { } decision ? decision.Note : Of(id).MaxBy(written => written.Time)?.Note;

    /// <summary>Returns the latest decision of each reviewer about a row, in the order in which they came.</summary>
    public IReadOnlyList<ReviewDecision> Of(string id) => _decisions.GetValueOrDefault(id, []);

    /// <summary>Returns a reviewer's latest decision about a row; null if there is none.</summary>
    public ReviewDecision? Find(string id, string reviewer) => Of(id).FirstOrDefault(decision => decision.Reviewer == reviewer);
}
