using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary>The position of a marker in a text, and the page that it names.</summary>
/// <param name="Start">Index of the marker's first character (of its line, if it takes a whole one).</param>
/// <param name="End">Index of the first character after the marker and its line end.</param>
/// <param name="Page">The named page; null if the marker only counts.</param>
/// <param name="Shape">The look of the mark without its number, where a kind has several.</param>
/// <param name="IsNear">Whether the line is not a mark but looks so much like one that the user should know.</param>
internal readonly record struct PageMark(int Start, int End, PageNumber? Page, string? Shape = null, bool IsNear = false);
