namespace SynthGen.Generation.Template;

/// <summary>A part of a sentence that is of a kind.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Span">The part.</param>
internal sealed record Finding(string Kind, Span Span);
