using System.Management.Automation;

namespace SynthGen;

/// <summary>Buffers lines that carry notes of their file, so that the file is looked up rarely.</summary>
/// <remarks>
/// Get-Content adds notes to each line that name its file, but reading a note costs more than all other work on a line.
/// So only the notes of the last buffered line are read. If it is from the same file and its ReadCount grew by the
/// number of buffered lines, all of them are from that file; otherwise each is checked.
/// </remarks>
internal sealed class NotedLines
{
    private const int Most = 64;

    private long _read = -1;

    /// <summary>The buffered lines, in order.</summary>
    public List<(PSObject Noted, string Text)> Held { get; } = new(Most);

    /// <summary>Whether the buffer is full.</summary>
    public bool IsFull => Held.Count >= Most;

    /// <summary>Gets the path that a line's notes name; null if there is none.</summary>
    public static string? PathOf(PSObject? line) => line?.Properties["PSPath"]?.Value as string;

    /// <summary>Adds a line to the buffer.</summary>
    public void Add(PSObject noted, string text) => Held.Add((noted, text));

    /// <summary>Whether all buffered lines are known to be of one file.</summary>
    /// <param name="path">The path of the current file.</param>
    public bool AreOf(string? path)
    {
        PSMemberInfoCollection<PSPropertyInfo> notes = Held[^1].Noted.Properties;
        long before = _read;
        _read = notes["ReadCount"]?.Value is long count ? count : -1;
        return _read > 0 && before == _read - Held.Count && path is not null && notes["PSPath"]?.Value as string == path;
    }

    /// <summary>Empties the buffer.</summary>
    public void Clear() => Held.Clear();
}
