namespace SynthGen.Rows;

/// <summary>Where a quote was found.</summary>
/// <param name="Evidence">The passage, as the page has it.</param>
/// <param name="Score">
/// How near quote and passage are: 1 − edits / letters of the quote, over letters and digits alone. 1 if they differ in white
/// space, case, accents and punctuation at most.
/// </param>
public readonly record struct LocatedEvidence(Evidence Evidence, double Score);
