namespace SynthGen.Generation.Template;

/// <summary>A sentence of a page.</summary>
/// <param name="Text">The sentence as a person would type it.</param>
/// <param name="Start">Where it begins in the page's own text.</param>
/// <param name="Length">How long it is there.</param>
internal sealed record Sentence(string Text, int Start, int Length);
