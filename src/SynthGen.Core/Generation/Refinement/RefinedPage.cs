using SynthGen.Generation.Replies;
using SynthGen.Models;
using SynthGen.Rows;

namespace SynthGen.Generation.Refinement;

/// <summary>The rows of a page while they are refined: of each the best wording so far, and the one that was tried last.</summary>
internal sealed class RefinedPage
{
    private readonly OcrPage _page;
    private readonly RowCheck _check;
    private readonly EvidenceLocator _locator;
    private readonly List<Slot> _slots;
    private PageOutcome _outcome;

    /// <summary>Begins with the rows that the model gave at first.</summary>
    /// <param name="page">The page.</param>
    /// <param name="outcome">Its outcome so far.</param>
    /// <param name="tried">Its rows, tried, in order.</param>
    /// <param name="check">Checks rows against the page.</param>
    public RefinedPage(OcrPage page, PageOutcome outcome, IEnumerable<TriedRow> tried, RowCheck check)
    {
        _page = page;
        _outcome = outcome;
        _check = check;
        _locator = new EvidenceLocator(page);
        _slots = [.. tried.Select(row => new Slot(row))];
    }

    /// <summary>The latest wordings of the rows that need another one, in order.</summary>
    public IReadOnlyList<TriedRow> Weak => [.. WeakSlots().Select(slot => slot.Latest)];

    /// <summary>The outcome with the best wordings.</summary>
    public PageOutcome ToOutcome() => _outcome with { Rows = [.. _slots.Select(slot => slot.Best.Row)] };

    /// <summary>Counts a reply.</summary>
    public void Count(ChatReply reply) => _outcome = _outcome with
    {
        Attempts = _outcome.Attempts + reply.Attempts,
        InputTokens = _outcome.InputTokens + (reply.InputTokens ?? 0),
        OutputTokens = _outcome.OutputTokens + (reply.OutputTokens ?? 0),
    };

    /// <summary>Counts a request that got no reply.</summary>
    public void Count(ChatException fault) => _outcome = _outcome with
    {
        Attempts = _outcome.Attempts + fault.Attempts,
        InputTokens = _outcome.InputTokens + fault.InputTokens,
        OutputTokens = _outcome.OutputTokens + fault.OutputTokens,
        RequestId = fault.RequestId,
    };

    /// <summary>Notes why rows stay as they are.</summary>
    public void Note(string reason) => _outcome = _outcome with { Reason = _outcome.Reason is null ? reason : $"{_outcome.Reason} {reason}" };

    /// <summary>Takes the rows of a reply that are valid, tries each and keeps what is better.</summary>
    /// <param name="reply">The reply to the rows in <see cref="Weak"/>.</param>
    /// <param name="trial">Tries a row.</param>
    public async Task TakeAsync(ChatReply reply, Func<SyntheticQuery, Task<TriedRow>> trial)
    {
        List<Slot> open = [.. WeakSlots()];
        Slot[] asked = [.. open];
        ReplyReading reading = ReplyParser.Parse(reply.Text);
        int begun = reading.Rows.Select(row => row.Index).Concat(reading.Complaints.Select(complaint => complaint.Row ?? -1)).DefaultIfEmpty(-1).Max() + 1;
        foreach (ReplyRow draft in reading.Rows)
        {
            if (_locator.Locate(draft.Quote)?.Evidence is not { } evidence)
                continue;

            // The order tells rows, but a model may leave some out: then the passage does.
            Slot? inOrder = draft.Index < asked.Length ? asked[draft.Index] : null;
            Slot? slot = open.Find(known => known == inOrder && Overlap(known, evidence))
                ?? open.Find(known => Overlap(known, evidence))
                ?? open.Find(known => known == inOrder && begun == asked.Length);
            if (slot is null)
                continue;

            open.Remove(slot);
            if (Read(draft, evidence, reply, slot) is { } row)
                slot.Take(await trial(row).ConfigureAwait(false));
        }
    }

    private IEnumerable<Slot> WeakSlots() => _slots.Where(slot => slot.Best.IsWeak);

    private SyntheticQuery? Read(ReplyRow draft, Evidence evidence, ChatReply reply, Slot slot)
    {
        SyntheticQuery old = slot.Best.Row, row = old with
        {
            Query = draft.Query,
            Tools = draft.Calls,
            Evidence = evidence,
            Provenance = old.Provenance is null ? null : old.Provenance with { Model = reply.Model, InputTokens = _outcome.InputTokens, OutputTokens = _outcome.OutputTokens },
        };

        // A row keeps its tools: else a dataset would lean to the one that finds pages more easily.
        bool isOther = row.Tools.Any(call => old.Tools.All(known => known.Name != call.Name));
        bool isRepeated = _slots.Any(other => other != slot && other.Best.Row.Query.Equals(row.Query, StringComparison.OrdinalIgnoreCase));
        return isOther || isRepeated || _check.Refuse(row, _page) is not null ? null : row;
    }

    private static bool Overlap(Slot slot, Evidence evidence) =>
        slot.Best.Row.Evidence is { } old && evidence.Start < old.Start + old.Length && old.Start < evidence.Start + evidence.Length;

    private sealed class Slot(TriedRow first)
    {
        public TriedRow Best { get; private set; } = first;

        public TriedRow Latest { get; private set; } = first;

        public void Take(TriedRow tried)
        {
            if (tried.Found is null)
                return;
            if (tried.IsBetterThan(Best))
                Best = tried;
            Latest = tried;
        }
    }
}
