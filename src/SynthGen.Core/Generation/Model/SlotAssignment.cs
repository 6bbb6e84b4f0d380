using SynthGen.Documents;
using SynthGen.Generation.Planning;
using SynthGen.Generation.Replies;
using SynthGen.Rows;
using SynthGen.Tools;

namespace SynthGen.Generation.Model;

/// <summary>Finds the slots of a page's plan that the rows of its replies fill. Without a plan there are none.</summary>
internal sealed class SlotAssignment(OcrPage page, PagePlan? plan)
{
    private readonly Dictionary<int, int> _rows = [];

    /// <summary>
    /// Returns the slot that a row of a reply is for: the one that it names; or, if no row of the reply names one and none is
    /// missing, the one at its place. Null if that is not known, or if an earlier row fills it.
    /// </summary>
    public PlanSlot? Of(ReplyRow row, ReplyReading reading)
    {
        if (plan is null)
            return null;

        int? number = row.Slot ?? (reading.Rows.All(other => other.Slot is null) && Begun(reading) >= plan.Slots.Count ? row.Index + 1 : null);
        return plan.Slots.FirstOrDefault(slot => slot.Number == number && !_rows.ContainsKey(slot.Number));
    }

    /// <summary>Notes which row fills a slot.</summary>
    /// <param name="slot">The slot; null changes nothing.</param>
    /// <param name="row">The index of the page's row.</param>
    public void Fill(PlanSlot? slot, int row)
    {
        if (slot is not null)
            _rows.Add(slot.Number, row);
    }

    /// <summary>
    /// Gives the rows of each minimal pair their id. A pair is one: an exact search and a search by meaning, each alone, for the
    /// same passage.
    /// </summary>
    public void Pair(IList<SyntheticQuery> rows)
    {
        int pairs = 0;
        foreach (PlanSlot slot in plan?.Slots ?? [])
        {
            if (slot.SameFactAs is not { } other || !_rows.TryGetValue(other, out int exact) || !_rows.TryGetValue(slot.Number, out int meaning) ||
                !ArePair(rows[exact], rows[meaning]))
                continue;

            string id = RowPair.IdOf(PageKey.Of(page), ++pairs);
            rows[exact] = rows[exact] with { PairId = id };
            rows[meaning] = rows[meaning] with { PairId = id };
        }
    }

    private static int Begun(ReplyReading reading) =>
        reading.Rows.Select(row => row.Index).Concat(reading.Complaints.Select(complaint => complaint.Row ?? -1)).DefaultIfEmpty(-1).Max() + 1;

    private static bool ArePair(SyntheticQuery exact, SyntheticQuery meaning) =>
        exact.Tools is [{ } words] && words.Name == BuiltInTools.FullTextSearch.Name &&
        meaning.Tools is [{ } sense] && sense.Name == BuiltInTools.VectorSearch.Name &&
        exact.Evidence is { } one && meaning.Evidence is { } two && one.Start < two.Start + two.Length && two.Start < one.Start + one.Length;
}
