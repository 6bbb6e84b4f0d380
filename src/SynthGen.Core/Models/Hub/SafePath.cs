namespace SynthGen.Models.Hub;

/// <summary>Keeps a path that a server names inside its folder, on every platform.</summary>
internal static class SafePath
{
    private static readonly HashSet<string> Reserved = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. Enumerable.Range(0, 10).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a relative path with slashes names a file below its folder, and by a name that every platform takes.</summary>
    public static bool IsSafe(string path) => path.Length is > 0 and <= 1024 && path.Split('/').All(IsSafeName);

    private static bool IsSafeName(string name) =>
        name.Length is > 0 and <= 255
        && name is not ("." or "..")
        && name[^1] is not ('.' or ' ')
        && !name.Any(letter => char.IsControl(letter) || letter is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|')
        && !Reserved.Contains(name.Split('.')[0].TrimEnd());
}
