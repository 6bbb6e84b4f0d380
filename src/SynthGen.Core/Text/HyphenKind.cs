namespace SynthGen.Text;

/// <summary>The meaning of a hyphen at a line's end.</summary>
internal enum HyphenKind
{
    /// <summary>It breaks a word: "investi-" and "gation".</summary>
    Break,

    /// <summary>It belongs to a compound: "well-" and "known".</summary>
    Compound,

    /// <summary>It stands for the second part of a later word: "mid-" and "and long-term".</summary>
    Suspended,
}
