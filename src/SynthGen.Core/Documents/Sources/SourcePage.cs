namespace SynthGen.Documents.Sources;

/// <summary>One page as a format gives it.</summary>
/// <param name="Text">The text in reading order: one line of the page on each, and a blank line between paragraphs.</param>
public readonly record struct SourcePage(string Text)
{
    /// <summary>The page's number; null for the number after that of the page before.</summary>
    public int? Number { get; init; }

    /// <summary>The number as printed on the page; null if the format does not say.</summary>
    public string? Label { get; init; }

    /// <summary>The mean of the engine's confidence in the words, from 0 to 1; null if the format has none.</summary>
    public double? Confidence { get; init; }

    /// <summary>The line of the file on which the page begins, from 1; 1 where a file has no lines.</summary>
    public long Line { get; init; } = 1;

    /// <summary>The name of the page's document, where a file holds several; null where it holds one. Another name begins another document.</summary>
    public string? Document { get; init; }
}
