namespace SynthGen.Generation.Replies;

/// <summary>Collects what is read from one reply.</summary>
internal sealed class ReplyDraft
{
    private readonly List<ReplyRow> _rows = [];
    private readonly List<ReplyComplaint> _complaints = [];
    private readonly HashSet<string> _queries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many rows the reply has begun so far.</summary>
    public int Begun { get; private set; }

    /// <summary>Whether anything was not as it was asked for.</summary>
    public bool IsSalvaged { get; set; }

    /// <summary>Whether anything was found fault with.</summary>
    public bool HasComplaints => _complaints.Count > 0;

    /// <summary>Begins a row and gives its index.</summary>
    public int Begin() => Begun++;

    /// <summary>Takes a row that is whole, unless it asks what an earlier one asks.</summary>
    public void Add(ReplyRow row)
    {
        string query = string.Join(' ', row.Query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (_queries.Add(query))
            _rows.Add(row);
        else
            Complain(ReplyError.DuplicateRow, row.Index);
    }

    /// <summary>Notes a fault of the reply as a whole.</summary>
    public void Complain(ReplyError fault) => Add(new ReplyComplaint(fault, "", null));

    /// <summary>Notes a fault of a row, or of what lies in it at <paramref name="path"/>.</summary>
    public void Complain(ReplyError fault, int row, string path = "") => Add(new ReplyComplaint(fault, $"queries[{row}]{path}", row));

    /// <summary>What was read.</summary>
    public ReplyReading ToReading() => new(_rows, _complaints, IsSalvaged);

    private void Add(ReplyComplaint complaint)
    {
        if (_complaints.Count < ReplyParser.MostComplaints)
            _complaints.Add(complaint);
        else if (_complaints.Count == ReplyParser.MostComplaints)
            _complaints.Add(new ReplyComplaint(ReplyError.TooManyFaults, "", null));
    }
}
