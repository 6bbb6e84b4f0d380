namespace SynthGen.Generation.Template;

/// <summary>A stretch of a sentence.</summary>
/// <param name="Start">Where it begins in the sentence's text.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Text">How it is written in a query.</param>
internal readonly record struct Span(int Start, int End, string Text);
