using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Sources.Json;

/// <summary>Reads the label of a page from the text that a layout model took for its number.</summary>
internal static class PrintedNumber
{
    private const int MaxLength = 12;

    /// <summary>Returns the label in a text such as "- 3 -", "Page iv" or "Page A-3 of 10"; null if there is none.</summary>
    public static string? Read(string? text)
    {
        ReadOnlySpan<char> label = Strip(text);
        if (label.StartsWith("page", StringComparison.OrdinalIgnoreCase))
            label = Strip(label[4..]);
        int of = label.IndexOf(" of ", StringComparison.OrdinalIgnoreCase);
        label = Strip(of < 0 ? label[..Math.Max(label.IndexOf('/'), 0)] is { Length: > 0 } part ? part : label : label[..of]);
        return label.Length is > 0 and <= MaxLength && !label.ContainsAny(" \n\t") && PageNumber.FromLabel(label).Value != PageNumber.Unknown ? label.ToString() : null;
    }

    private static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text) => text.Trim(" \t\r\n-\u2013\u2014.,_[](){}|~*·•'\"");
}
