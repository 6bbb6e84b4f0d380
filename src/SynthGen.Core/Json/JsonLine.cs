using System.Text.Json;

namespace SynthGen.Json;

/// <summary>The limits of a line of JSON, shared by everything that reads and writes datasets and journals.</summary>
public static class JsonLine
{
    /// <summary>The maximum nesting depth of a line.</summary>
    public const int MaximumDepth = 256;

    /// <summary>The maximum length of a line, in bytes.</summary>
    public const int MaximumLength = 64 * 1024 * 1024;

    /// <summary>The parser options of a line.</summary>
    internal static JsonDocumentOptions Options { get; } = new() { MaxDepth = MaximumDepth };
}
