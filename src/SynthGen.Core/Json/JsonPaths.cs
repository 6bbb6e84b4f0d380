using System.Numerics;

namespace SynthGen.Json;

/// <summary>
/// Paths to values in JSON, as in "blocks/*": names with a slash between, and * for every element of a list and every member
/// of an object. Case, underscores and hyphens of names mean nothing.
/// </summary>
internal sealed class JsonPaths
{
    private readonly string[][] _paths;

    /// <summary>Takes at most 64 paths, in lower case without underscores and hyphens.</summary>
    public JsonPaths(IEnumerable<string> paths)
    {
        _paths = [.. paths.Select(path => path.Split('/'))];
        ArgumentOutOfRangeException.ThrowIfGreaterThan(_paths.Length, 64);
        All = _paths.Length == 64 ? ulong.MaxValue : (1UL << _paths.Length) - 1;
    }

    /// <summary>All paths, a bit each.</summary>
    public ulong All { get; }

    /// <summary>Returns those of the paths that go on with a name; an empty name is an element of a list.</summary>
    public ulong Below(ulong paths, int depth, ReadOnlySpan<byte> name)
    {
        ulong below = 0;
        for (ulong rest = paths; rest != 0; rest &= rest - 1)
        {
            int path = BitOperations.TrailingZeroCount(rest);
            if (_paths[path].Length > depth && (_paths[path][depth] == "*" || IsName(name, _paths[path][depth])))
                below |= 1UL << path;
        }

        return below;
    }

    /// <summary>Returns the first of the paths that has a number of steps; -1 if there is none.</summary>
    public int EndingAt(ulong paths, int depth)
    {
        for (ulong rest = paths; rest != 0; rest &= rest - 1)
        {
            int path = BitOperations.TrailingZeroCount(rest);
            if (_paths[path].Length == depth)
                return path;
        }

        return -1;
    }

    private static bool IsName(ReadOnlySpan<byte> name, string folded)
    {
        int at = 0;
        foreach (byte letter in name)
        {
            if (letter is (byte)'_' or (byte)'-')
                continue;
            if (at == folded.Length || (letter is >= (byte)'A' and <= (byte)'Z' ? letter | 0x20 : letter) != folded[at++])
                return false;
        }

        return at == folded.Length;
    }
}
