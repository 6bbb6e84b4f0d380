namespace SynthGen.Documents;

/// <summary>What a token says of the OCR that made it.</summary>
internal enum TokenVerdict
{
    /// <summary>Nothing: a stop or a leader that stands alone.</summary>
    Neutral,

    /// <summary>A word, a number, a name, a citation.</summary>
    Sound,

    /// <summary>Garbage.</summary>
    Odd,
}
