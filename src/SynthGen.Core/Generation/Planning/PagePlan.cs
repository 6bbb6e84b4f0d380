namespace SynthGen.Generation.Planning;

/// <summary>What a page is asked for: a numbered slot for each row.</summary>
/// <param name="Slots">The slots, in order.</param>
public sealed record PagePlan(IReadOnlyList<PlanSlot> Slots)
{
    /// <summary>Returns the plan that these rows fill completely, in their order.</summary>
    public static PagePlan Of(IReadOnlyList<SyntheticQuery> rows) => new([.. rows.Select((row, index) => new PlanSlot(
        index + 1, row.Provenance?.Kind, row.Provenance?.Asker, row.Provenance?.Length, row.Provenance?.Difficulty)
    {
        SameFactAs = row.PairId is not null && rows.Take(index).ToList().FindIndex(earlier => earlier.PairId == row.PairId) is >= 0 and int pair ? pair + 1 : null,
    })]);

    /// <summary>The slots, one a line.</summary>
    public override string ToString() => string.Join('\n', Slots);
}
