namespace SynthGen.Documents.Encodings;

/// <summary>A document that seemed to be text holds content of another kind.</summary>
/// <param name="position">The character near which that begins, counted from 0.</param>
public sealed class NotTextException(long position)
    : Exception(position == 0 ? "The document is not text: it holds control characters throughout." : $"The document is text up to about character {position:N0}, and other content from there on.");
