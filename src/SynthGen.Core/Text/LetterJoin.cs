namespace SynthGen.Text;

/// <summary>
/// Joins a letter and the part that follows it, where Unicode writes one letter in parts: the parts of a Korean syllable
/// (Unicode Standard, 3.12), and the marks that voice a kana.
/// </summary>
internal static class LetterJoin
{
    private const char FirstSyllable = '\uAC00', FirstLead = '\u1100', EndOfLeads = '\u1113', FirstVowel = '\u1161', EndOfVowels = '\u1176', NoTail = '\u11A7', EndOfTails = '\u11C3';
    private const int Vowels = 21, Tails = 28;

    // Their voiced form is the next character, and their half-voiced one that after it.
    private const string Voiced = "かきくけこさしすせそたちつてとはひふへほカキクケコサシスセソタチツテトハヒフヘホゝヽ";
    private const string HalfVoiced = "はひふへほハヒフヘホ";

    /// <summary>Whether a character can be such a part.</summary>
    public static bool IsPart(char c) => c is (>= FirstVowel and <= '\u11C2') or '\u3099' or '\u309A';

    /// <summary>Whether a character marks the voice of a kana, and is nothing by itself.</summary>
    public static bool IsVoicing(char c) => c is '\u3099' or '\u309A';

    /// <summary>Returns the letter that both make; NUL if they make none.</summary>
    public static char Join(char letter, char part) => part switch
    {
        '\u3099' when letter == 'う' => 'ゔ',
        '\u3099' when letter == 'ウ' => 'ヴ',
        '\u3099' when letter is >= 'ワ' and <= 'ヲ' => (char)(letter + 8),
        '\u3099' => Voiced.Contains(letter, StringComparison.Ordinal) ? (char)(letter + 1) : '\0',
        '\u309A' => HalfVoiced.Contains(letter, StringComparison.Ordinal) ? (char)(letter + 2) : '\0',
        >= FirstVowel and < EndOfVowels when letter is >= FirstLead and < EndOfLeads =>
            (char)(FirstSyllable + ((letter - FirstLead) * Vowels + part - FirstVowel) * Tails),
        > NoTail and < EndOfTails when letter is >= FirstSyllable and <= '\uD7A3' && (letter - FirstSyllable) % Tails == 0 =>
            (char)(letter + part - NoTail),
        _ => '\0',
    };
}
