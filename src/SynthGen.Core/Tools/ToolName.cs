using System.Buffers;

namespace SynthGen.Tools;

/// <summary>
/// The rule for names of tools, ^[a-zA-Z0-9_-]{1,64}$: that of OpenAI's API, which the other APIs accept too.
/// </summary>
public static class ToolName
{
    /// <summary>The maximum length of a name, in characters.</summary>
    public const int MaximumLength = 64;

    /// <summary>The rule in words, for messages.</summary>
    public const string Rule = "A tool's name has 1 to 64 letters, digits, underscores or hyphens of ASCII.";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    /// <summary>Whether a tool may have this name.</summary>
    public static bool IsValid(ReadOnlySpan<char> name) =>
        name.Length is > 0 and <= MaximumLength && !name.ContainsAnyExcept(Allowed);
}
