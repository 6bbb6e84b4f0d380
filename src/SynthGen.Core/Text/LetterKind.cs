namespace SynthGen.Text;

/// <summary>The part that a character plays in words.</summary>
internal enum LetterKind : byte
{
    /// <summary>A blank, a punctuation mark, any other sign: it separates words.</summary>
    None,

    /// <summary>Nothing: an accent, a point of a vowel, an invisible sign. It belongs to the word around it.</summary>
    Ignored,

    /// <summary>A sign that changes a figure's meaning ($, %, §). It separates words, and counts where letters are compared.</summary>
    Sign,

    /// <summary>A letter or digit of a script that keeps words apart by spaces.</summary>
    Letter,

    /// <summary>A digit above or below the line, as of a footnote: it begins a word of its own.</summary>
    Raised,

    /// <summary>A letter of the Korean script, whose words end in particles.</summary>
    Hangul,

    /// <summary>An ideograph, a kana, or an emoji: words are not kept apart, and lines break anywhere.</summary>
    Ideograph,

    /// <summary>A letter of Thai, Lao, Khmer or Burmese: words are not kept apart.</summary>
    Unspaced,

    /// <summary>A vowel or tone that is written onto a letter of such a script.</summary>
    UnspacedMark,
}
