namespace SynthGen.Text;

/// <summary>What a character is compared as.</summary>
/// <param name="Plain">The letter without accents, in its case; NUL if the character is ignored.</param>
/// <param name="Folded">The same in small letters.</param>
/// <param name="Kind">The part that it plays in words.</param>
/// <param name="IsLigature">Whether it stands for more than one letter; see <see cref="LetterFold.Rest"/>.</param>
internal readonly record struct FoldedLetter(char Plain, char Folded, LetterKind Kind, bool IsLigature);
