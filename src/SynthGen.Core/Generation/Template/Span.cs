namespace SynthGen.Generation.Template;

/// <summary>A part of a sentence.</summary>
/// <param name="Start">Its start in the sentence's text.</param>
/// <param name="End">Its end, exclusive.</param>
/// <param name="Text">Its form in a query.</param>
internal sealed record Span(int Start, int End, string Text);
