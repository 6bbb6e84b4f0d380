namespace SynthGen.Documents.Measures;

/// <summary>The judgement of a token as evidence of OCR quality.</summary>
internal enum TokenVerdict
{
    /// <summary>No evidence: a single stop or a leader.</summary>
    Neutral,

    /// <summary>A word, a number, a name, a citation.</summary>
    Sound,

    /// <summary>Garbage.</summary>
    Odd,
}
