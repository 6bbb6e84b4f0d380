using System.Management.Automation;

namespace SynthGen;

/// <summary>Holds lines that carry notes of their file, until it is worth asking which file that is.</summary>
/// <remarks>
/// Get-Content notes on each line where it comes from, but to look up a note costs more than all else that is done with
/// a line. So the notes of the last line held are read alone: if it is of the file in hand, and as many lines further on
/// in it as were held, all of them are. Only if not is each asked.
/// </remarks>
internal sealed class NotedLines
{
    private const int Most = 64;

    private readonly List<(PSObject Noted, string Text)> _held = new(Most);
    private long _read = -1;

    /// <summary>Whether no more lines should be held.</summary>
    public bool IsFull => _held.Count >= Most;

    /// <summary>The path noted on a line; null if there is none.</summary>
    public static string? PathOf(PSObject? line) => line?.Properties["PSPath"]?.Value as string;

    /// <summary>Holds a line.</summary>
    public void Add(PSObject noted, string text) => _held.Add((noted, text));

    /// <summary>Gives the lines held, in their order, to what takes them.</summary>
    /// <param name="path">The path of the file in hand.</param>
    /// <param name="take">Takes a line of the file in hand.</param>
    /// <param name="takeNoted">Takes a line that may be of another file.</param>
    public void Flush(string? path, Action<string> take, Action<PSObject, string> takeNoted)
    {
        if (_held.Count == 0)
            return;

        PSObject last = _held[^1].Noted;
        long before = _read;
        _read = last.Properties["ReadCount"]?.Value is long count ? count : -1;
        bool areOfFile = _read > 0 && before == _read - _held.Count && path is not null && PathOf(last) == path;
        foreach ((PSObject noted, string text) in _held)
        {
            if (areOfFile)
                take(text);
            else
                takeNoted(noted, text);
        }

        _held.Clear();
    }
}
