namespace SynthGen.Generation.Template;

/// <summary>A part of a page that can be asked for.</summary>
/// <param name="Kind">The section of Frames.txt with its wordings.</param>
/// <param name="Evidence">The sentence or heading that contains it.</param>
/// <param name="Slots">The texts for a frame's slots, by letter.</param>
/// <param name="Weight">Its value as a question, about 0 to 1.</param>
internal sealed record Candidate(string Kind, Sentence Evidence, IReadOnlyDictionary<char, string> Slots, double Weight);
