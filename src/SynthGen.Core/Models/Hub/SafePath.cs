namespace SynthGen.Models.Hub;

/// <summary>Checks, on every platform, that a path from a server stays inside its folder.</summary>
internal static class SafePath
{
    private static readonly HashSet<string> Reserved = new(
        ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", .. Enumerable.Range(0, 10).SelectMany(number => new[] { $"COM{number}", $"LPT{number}" })],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Whether a relative path with slashes names a file below its folder, with a name that is valid on every platform.
    /// </summary>
    public static bool IsSafe(string path) => path.Length is > 0 and <= 1024 && path.Split('/').All(IsSafeName);

    private static bool IsSafeName(string name) =>
        name.Length is > 0 and <= 255
        && name is not ("." or "..")
        && name[^1] is not ('.' or ' ')
        && !name.Any(letter => char.IsControl(letter) || letter is '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|')
        && !Reserved.Contains(name.Split('.')[0].TrimEnd());
}
