namespace SynthGen.Quality;

/// <summary>Counts rows by what their contrast says.</summary>
internal sealed class ContrastTally
{
    private long _rows;

    /// <summary>The number of rows that decide.</summary>
    public long Confirmed { get; private set; }

    /// <summary>The number of ties.</summary>
    public long Either { get; private set; }

    /// <summary>The number of rows whose tool is the wrong one.</summary>
    public long Refuted { get; private set; }

    /// <summary>Counts a row.</summary>
    public void Add(ToolContrast? contrast)
    {
        _rows++;
        Confirmed += contrast == ToolContrast.Confirmed ? 1 : 0;
        Either += contrast == ToolContrast.Either ? 1 : 0;
        Refuted += contrast == ToolContrast.Refuted ? 1 : 0;
    }

    /// <summary>Returns the counts.</summary>
    public ContrastCount ToCount(string name) => new(name, Confirmed, Either, Refuted, _rows - Confirmed - Either - Refuted);
}
