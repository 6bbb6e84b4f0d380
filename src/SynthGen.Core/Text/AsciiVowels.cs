namespace SynthGen.Text;

/// <summary>The vowels of ASCII, y among them.</summary>
internal static class AsciiVowels
{
    /// <summary>Whether a character is one, large or small.</summary>
    public static bool Contains(char c) => (c | 0x20) is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
}
