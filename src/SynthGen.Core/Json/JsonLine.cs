using System.Text.Json;

namespace SynthGen.Json;

/// <summary>The limits of a line of JSON, the same for all that reads and writes datasets and journals.</summary>
public static class JsonLine
{
    /// <summary>The most levels of nesting in a line.</summary>
    public const int MaximumDepth = 256;

    /// <summary>The most bytes of a line.</summary>
    public const int MaximumLength = 64 * 1024 * 1024;

    /// <summary>How a line is parsed.</summary>
    internal static JsonDocumentOptions Options { get; } = new() { MaxDepth = MaximumDepth };
}
