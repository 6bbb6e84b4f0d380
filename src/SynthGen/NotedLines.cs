using System.Management.Automation;

namespace SynthGen;

/// <summary>Holds lines that carry notes of their file, until it is worth asking which file that is.</summary>
/// <remarks>
/// Get-Content notes on each line where it comes from, but to look up a note costs more than all else that is done with
/// a line. So only the notes of the last line held are read: if it is from the same file and its ReadCount grew by the
/// number of lines held, all of them are from that file; otherwise each is checked.
/// </remarks>
internal sealed class NotedLines
{
    private const int Most = 64;

    private long _read = -1;

    /// <summary>The lines held, in their order.</summary>
    public List<(PSObject Noted, string Text)> Held { get; } = new(Most);

    /// <summary>Whether no more lines should be held.</summary>
    public bool IsFull => Held.Count >= Most;

    /// <summary>The path noted on a line; null if there is none.</summary>
    public static string? PathOf(PSObject? line) => line?.Properties["PSPath"]?.Value as string;

    /// <summary>Holds a line.</summary>
    public void Add(PSObject noted, string text) => Held.Add((noted, text));

    /// <summary>Whether all lines held are known to be of one file.</summary>
    /// <param name="path">The path of the file in hand.</param>
    public bool AreOf(string? path)
    {
        PSMemberInfoCollection<PSPropertyInfo> notes = Held[^1].Noted.Properties;
        long before = _read;
        _read = notes["ReadCount"]?.Value is long count ? count : -1;
        return _read > 0 && before == _read - Held.Count && path is not null && notes["PSPath"]?.Value as string == path;
    }

    /// <summary>Lets go of the lines held.</summary>
    public void Clear() => Held.Clear();
}
