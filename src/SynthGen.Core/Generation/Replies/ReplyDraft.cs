namespace SynthGen.Generation.Replies;

/// <summary>Collects the rows and complaints of one reply.</summary>
internal sealed class ReplyDraft
{
    private readonly List<ReplyRow> _rows = [];
    private readonly List<ReplyComplaint> _complaints = [];
    private readonly HashSet<string> _queries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The number of rows that the reply has begun.</summary>
    public int Begun { get; private set; }

    /// <summary>Whether the reply deviates from the requested form.</summary>
    public bool IsSalvaged { get; set; }

    /// <summary>Whether there are complaints.</summary>
    public bool HasComplaints => _complaints.Count > 0;

    /// <summary>Begins a row and returns its index.</summary>
    public int Begin() => Begun++;

    /// <summary>Adds a complete row, unless it repeats an earlier row's query.</summary>
    public void Add(ReplyRow row)
    {
        string query = string.Join(' ', row.Query.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (_queries.Add(query))
            _rows.Add(row);
        else
            Complain(ReplyError.DuplicateRow, row.Index);
    }

    /// <summary>Adds a complaint about the reply as a whole.</summary>
    public void Complain(ReplyError fault) => Add(new ReplyComplaint(fault, "", null));

    /// <summary>Adds a complaint about a row, or about its part at <paramref name="path"/>.</summary>
    public void Complain(ReplyError fault, int row, string path = "") => Add(new ReplyComplaint(fault, $"queries[{row}]{path}", row));

    /// <summary>Returns the result.</summary>
    public ReplyReading ToReading() => new(_rows, _complaints, IsSalvaged);

    private void Add(ReplyComplaint complaint)
    {
        if (_complaints.Count < ReplyParser.MostComplaints)
            _complaints.Add(complaint);
        else if (_complaints.Count == ReplyParser.MostComplaints)
            _complaints.Add(new ReplyComplaint(ReplyError.TooManyFaults, "", null));
    }
}
