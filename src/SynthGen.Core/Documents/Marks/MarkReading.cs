using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary>A reading of one line as a page mark.</summary>
/// <param name="IsMark">Whether the line is a mark.</param>
/// <param name="Page">The named page; null if the mark only counts.</param>
/// <param name="Shape">The look of the mark without its number, where a kind has several.</param>
/// <param name="IsNear">Whether the line nearly is a mark.</param>
internal readonly record struct MarkReading(bool IsMark, PageNumber? Page = null, string? Shape = null, bool IsNear = false)
{
    /// <summary>The line is text.</summary>
    public static MarkReading Text => default;

    /// <summary>The line nearly is a mark.</summary>
    public static MarkReading Near { get; } = new(false, IsNear: true);
}
