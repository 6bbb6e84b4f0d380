using System.Text.Json;

namespace SynthGen.Json;

/// <summary>Tells JSON that is whole from JSON that broke off.</summary>
public static class CompleteJson
{
    // Deeper than any reply that is read.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 256 };

    /// <summary>Whether a text is an object or an array as a whole, white space apart.</summary>
    public static bool Is(string? text) =>
        text.AsSpan().Trim() is ['{', .., '}'] or ['[', .., ']'] && CanParse(text!.Trim());

    /// <summary>Whether a text holds an object or an array that is whole, with prose or a fence around it or without.</summary>
    public static bool IsIn(string? text)
    {
        ReadOnlySpan<char> span = text;
        int start = span.IndexOfAny('{', '[');
        int end = span.LastIndexOfAny('}', ']');
        return start >= 0 && end > start && CanParse(text!.AsMemory(start, end - start + 1));
    }

    private static bool CanParse(string text) => CanParse(text.AsMemory());

    private static bool CanParse(ReadOnlyMemory<char> text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text, Options);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
