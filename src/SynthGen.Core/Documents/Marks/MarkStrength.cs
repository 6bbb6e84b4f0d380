namespace SynthGen.Documents.Marks;

/// <summary>How much the look of a mark alone proves, which decides what <c>-Marker Auto</c> asks for beside it.</summary>
internal enum MarkStrength
{
    /// <summary>The look is that of marks alone, and each has a number.</summary>
    Numbered,

    /// <summary>The look is that of marks if the numbers rise.</summary>
    Rising,

    /// <summary>The mark breaks pages without a number.</summary>
    Break,

    /// <summary>The look occurs in texts too; the marks must recur with rising numbers.</summary>
    Weak,

    /// <summary>The look has a meaning of its own in Markdown.</summary>
    Rule,
}
