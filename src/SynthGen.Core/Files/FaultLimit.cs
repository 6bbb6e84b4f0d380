namespace SynthGen.Files;

/// <summary>
/// Counts the bad lines of one file, so that a reader reports the first ones each and the rest by their number: a small
/// compressed file can hold millions.
/// </summary>
public sealed class FaultLimit
{
    /// <summary>The number of bad lines that are reported each.</summary>
    public const int MostReported = 100;

    /// <summary>The number of bad lines so far.</summary>
    public long Count { get; private set; }

    /// <summary>The number of those that are not reported each.</summary>
    public long Rest => Math.Max(0, Count - MostReported);

    /// <summary>Counts a bad line; true if it is to be reported.</summary>
    public bool Add() => ++Count <= MostReported;
}
