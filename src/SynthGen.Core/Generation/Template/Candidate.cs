namespace SynthGen.Generation.Template;

/// <summary>Something on a page that can be asked for.</summary>
/// <param name="Kind">The section of Frames.txt that has its wordings.</param>
/// <param name="Evidence">The sentence or heading that it stands in.</param>
/// <param name="Slots">What can stand in a frame, by slot letter.</param>
/// <param name="Weight">How much it is worth asking for, about 0 to 1.</param>
internal sealed record Candidate(string Kind, Sentence Evidence, IReadOnlyDictionary<char, string> Slots, double Weight);
