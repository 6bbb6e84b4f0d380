using System.Buffers;

namespace SynthGen.Datasets.Formats.Gemini;

/// <summary>The rule for names of functions in Gemini: ^[a-zA-Z_][a-zA-Z0-9_.-]{0,63}$.</summary>
internal static class GeminiName
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    /// <summary>The rule.</summary>
    public static ToolNameRule Rule { get; } = new(
        name => name.Length is > 0 and <= 64 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && !name.AsSpan().ContainsAnyExcept(Allowed),
        "A function's name begins with a letter or an underscore and has at most 64 letters, digits, underscores, dots or hyphens of ASCII.");
}
