namespace SynthGen.Rows;

/// <summary>The place where a quote was found.</summary>
/// <param name="Evidence">The passage, as it stands in the page.</param>
/// <param name="Score">
/// The similarity of quote and passage: 1 − edits / letters of the quote, over letters and digits alone. It is 1 if they
/// differ only in white space, case, accents and punctuation.
/// </param>
internal readonly record struct LocatedEvidence(Evidence Evidence, double Score);
