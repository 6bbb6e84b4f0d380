namespace SynthGen.Datasets.Formats.Canonical;

/// <summary>Whether a call's id was there before.</summary>
internal enum CallIdUse
{
    /// <summary>The id is new.</summary>
    New,

    /// <summary>A call of an earlier turn has it.</summary>
    Earlier,

    /// <summary>A call of this turn has it.</summary>
    InTurn,
}

/// <summary>The ids of a conversation's calls, and which calls of the present turn wait for their answers.</summary>
/// <param name="all">All ids of the conversation, which a corrected id must not be.</param>
internal sealed class CallIds(IEnumerable<string> all)
{
    private readonly HashSet<string> _all = new(all, StringComparer.Ordinal);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _turn = new(StringComparer.Ordinal);

    // By the id as the line has it; in order, the id as it is after corrections.
    private readonly OrderedDictionary<string, string> _open = new(StringComparer.Ordinal);
    private int _last;

    /// <summary>Ends a turn.</summary>
    /// <returns>The first call without an answer; null if all are answered.</returns>
    public string? EndTurn()
    {
        string? open = _open.Count == 0 ? null : _open.GetAt(0).Key;
        _open.Clear();
        _turn.Clear();
        return open;
    }

    /// <summary>Adds a call to the turn.</summary>
    public CallIdUse Open(string id)
    {
        if (!_turn.Add(id))
            return CallIdUse.InTurn;
        _open.Add(id, id);
        return _seen.Add(id) ? CallIdUse.New : CallIdUse.Earlier;
    }

    /// <summary>Gives an open call an id that is free: call_1, call_2, and so on.</summary>
    public string Rename(string id)
    {
        string free;
        do
            free = FormattableString.Invariant($"call_{++_last}");
        while (!_all.Add(free));
        return _open[id] = free;
    }

    /// <summary>Takes an answered call off the open ones.</summary>
    /// <param name="id">The id as the line has it.</param>
    /// <returns>The call's id after corrections; null if no open call has this one.</returns>
    public string? Close(string id) => _open.Remove(id, out string? now) ? now : null;

    /// <summary>Takes the only open call off.</summary>
    /// <returns>Its id after corrections; null if several calls are open, or none.</returns>
    public string? CloseOnly()
    {
        if (_open.Count != 1)
            return null;
        string only = _open.GetAt(0).Value;
        _open.Clear();
        return only;
    }
}
