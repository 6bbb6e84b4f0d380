namespace SynthGen.Generation.Template;

/// <summary>A sentence of a page.</summary>
/// <param name="Text">The sentence as a person would type it.</param>
/// <param name="Start">The sentence's start in the page's own text.</param>
/// <param name="Length">The sentence's length in the page's own text.</param>
internal sealed record Sentence(string Text, int Start, int Length);
