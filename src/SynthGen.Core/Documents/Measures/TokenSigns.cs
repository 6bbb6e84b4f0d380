using System.Globalization;

namespace SynthGen.Documents.Measures;

/// <summary>The signs that may stand around words and within them, apart from those of ASCII.</summary>
internal static class TokenSigns
{
    /// <summary>Whether a sign may begin or end a word in a language whose letters go beyond ASCII: „…“, »…«, ¿…?, ۔, ।, 5 ₽, №.</summary>
    public static bool IsOuter(char c) => c > 127 && (c == '\u2116' || char.IsPunctuation(c) || char.GetUnicodeCategory(c) == UnicodeCategory.CurrencySymbol);

    /// <summary>Whether a sign may stand within a word or figure of another script than the Latin one: צה״ל, ի՞նչ, ٥٬٠٠٠.</summary>
    public static bool IsInner(char c) => c is >= '\u0370' and < '\u2000' && char.IsPunctuation(c);

    /// <summary>Whether a character stands for one that could not be read, or has no meaning of its own.</summary>
    public static bool IsReplacement(char c) => c is '\uFFFD' or (>= '\uE000' and <= '\uF8FF') || char.IsControl(c);
}
