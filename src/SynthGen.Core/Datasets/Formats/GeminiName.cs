using System.Buffers;
using SynthGen.Datasets.Validation;

namespace SynthGen.Datasets.Formats;

/// <summary>What Gemini lets functions be called: ^[a-zA-Z_][a-zA-Z0-9_.-]{0,63}$.</summary>
internal static class GeminiName
{
    /// <summary>The rule in words.</summary>
    public const string Rule = "A function's name begins with a letter or an underscore and has at most 64 letters, digits, underscores, dots or hyphens of ASCII.";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    /// <summary>Whether a function may have this name.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and <= 64 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && !name.AsSpan().ContainsAnyExcept(Allowed);
}
