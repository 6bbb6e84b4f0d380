using SynthGen.Generation.Planning;
using SynthGen.Generation.Replies;
using SynthGen.Models;
using SynthGen.Rows;

namespace SynthGen.Generation.Model;

/// <summary>The result for one page so far: valid rows, and the reasons of dropped ones.</summary>
internal sealed class PageDraft(OcrPage page, ModelOptions options, RowCheck check, PagePlan? plan = null)
{
    private readonly EvidenceLocator _locator = new(page);
    private readonly SlotAssignment _slots = new(page, plan);
    private readonly List<SyntheticQuery> _rows = [];
    private readonly HashSet<string> _queries = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int> _dropped = [];
    private string? _failure, _rawReply, _model, _requestId;
    private bool _saidNothing;
    private FailureCause _cause = FailureCause.Page;
    private int _attempts;

    /// <summary>Input tokens so far.</summary>
    public int InputTokens { get; private set; }

    /// <summary>Output tokens so far.</summary>
    public int OutputTokens { get; private set; }

    /// <summary>Counts a reply.</summary>
    public void Count(ChatReply reply)
    {
        _attempts += reply.Attempts;
        _rawReply = reply.Text;
        _model = reply.Model;
        InputTokens += reply.InputTokens ?? 0;
        OutputTokens += reply.OutputTokens ?? 0;
    }

    /// <summary>Records why a reply was unusable.</summary>
    public void Fail(string reason) => _failure = reason;

    /// <summary>Records why no reply came.</summary>
    public void Fail(string reason, ChatException fault)
    {
        _failure = reason;
        _cause = fault.Fault == ChatErrorKind.Page ? FailureCause.Page : FailureCause.Service;
        _attempts += fault.Attempts;
        InputTokens += fault.InputTokens;
        OutputTokens += fault.OutputTokens;
        _requestId = fault.RequestId;
    }

    /// <summary>Adds the rows of a reply; its dropped rows replace earlier ones.</summary>
    /// <returns>The complaints to send back, each with its place.</returns>
    public IReadOnlyList<string> Take(ReplyReading reading, Func<PageDraft, Provenance> provenance)
    {
        // An empty repair reply does not mean that the page is empty: the reasons of the first reply stay.
        _saidNothing = reading.IsEmpty;
        if (!reading.IsEmpty)
            _dropped.Clear();
        List<string> complaints = [];
        foreach (ReplyComplaint complaint in reading.Complaints)
            Drop(complaint.Reason, complaint.ToString());

        foreach (ReplyRow draft in reading.Rows)
        {
            // Rows beyond the requested number are not faulty, only superfluous.
            if (_rows.Count == options.QueryPerPage)
                break;

            LocatedEvidence? located = _locator.Locate(draft.Quote);
            PlanSlot? slot = _slots.Of(draft, reading);
            Provenance origin = provenance(this);
            SyntheticQuery row = new(draft.Query, draft.Calls, page.Number)
            {
                Source = page.Source,
                Label = page.Label,
                Ordinal = page.Ordinal,
                Evidence = located?.Evidence,
                AvailableTools = options.Tools,
                Provenance = slot?.In(origin) ?? origin,
            };
            if (check.Refuse(row, page) is { } reason)
                Drop(reason, $"queries[{draft.Index}]: {reason}");
            else if (_queries.Add(row.Query))
                Keep(row, slot);
        }

        return complaints;

        void Keep(SyntheticQuery row, PlanSlot? slot)
        {
            _slots.Fill(slot, _rows.Count);
            _rows.Add(row);
        }

        void Drop(string reason, string complaint)
        {
            _dropped[reason] = _dropped.GetValueOrDefault(reason) + 1;
            complaints.Add(complaint);
        }
    }

    /// <summary>Returns the page's outcome.</summary>
    public PageOutcome ToOutcome()
    {
        _slots.Pair(_rows);
        string? dropped = _dropped.Count == 0 ? null : string.Join(' ', _dropped.Select(pair => $"{pair.Value} dropped: {pair.Key}"));
        string? reason = (_failure, dropped) switch
        {
            (null, null) => null,
            (null, _) => dropped,
            (_, null) => _failure,
            _ => $"{_failure} {dropped}",
        };
        PageOutcome outcome = _rows.Count > 0 ? PageOutcome.Generated(page, _rows) with { Reason = reason }
            : reason is null && _saidNothing ? PageOutcome.Empty(page, "The model found nothing worth asking.")
            : PageOutcome.Failed(page, reason ?? "The reply held no row.", _cause) with { RawReply = _rawReply };
        return outcome with { Dropped = _dropped, RequestId = _requestId, Attempts = Math.Max(_attempts, 1), Model = _model, InputTokens = InputTokens, OutputTokens = OutputTokens };
    }
}
