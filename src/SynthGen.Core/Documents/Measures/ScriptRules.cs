namespace SynthGen.Documents.Measures;

/// <summary>Distinguishes words in other letters than the Latin ones from garbled runs of letters.</summary>
internal static class ScriptRules
{
    // Abbreviations have capitals anywhere: кВт, МВт.
    private const int LongestAbbreviation = 4;

    /// <summary>
    /// Whether the letters are of one script, and their capitals stand where they may: at the beginning, everywhere, or as in
    /// abbreviations. Signs of measures have a Greek letter before Latin ones.
    /// </summary>
    /// <param name="word">The letters, without digits.</param>
    public static bool IsSound(ReadOnlySpan<char> word)
    {
        int capitals = 0, rises = 0;
        for (int i = 0; i < word.Length; i++)
        {
            if (ScriptOf(word[i]) != ScriptOf(word[0]))
                return false;

            bool isCapital = char.IsUpper(word[i]);
            capitals += isCapital ? 1 : 0;
            rises += isCapital && i > 0 && char.IsLower(word[i - 1]) ? 1 : 0;
        }

        // A trade name has a capital within, too; more are garbage.
        return rises == 0 ? capitals == word.Length || capitals <= 1 || word.Length <= LongestAbbreviation || capitals == LeadingCapitals(word)
            : word.Length <= LongestAbbreviation || (rises == 1 && capitals == 2);
    }

    private static int LeadingCapitals(ReadOnlySpan<char> word)
    {
        int count = 0;
        while (count < word.Length && char.IsUpper(word[count]))
            count++;
        return count;
    }

    // A block of 128 code points is a script, but for those of more than one block.
    private static int ScriptOf(char c) => c switch
    {
        < '\u0250' or (>= '\u1E00' and < '\u1F00') or (>= '\u2C60' and < '\u2C80') or (>= '\uA720' and < '\uA800') => 1,
        < '\u0370' => 1,
        < '\u0400' or (>= '\u1F00' and < '\u2000') => 2,
        < '\u0530' or (>= '\u1C80' and < '\u1C90') or (>= '\u2DE0' and < '\u2E00') or (>= '\uA640' and < '\uA6A0') => 3,
        < '\u0590' => 4,
        < '\u0600' => 5,
        (< '\u0700') or (>= '\u0750' and < '\u0780') or (>= '\u08A0' and < '\u0900') => 6,
        >= '\u10A0' and < '\u1100' or (>= '\u2D00' and < '\u2D30') => 7,
        >= '\u1200' and < '\u13A0' => 8,
        >= '\uD800' and <= '\uDFFF' => 9,
        _ => 16 + (c >> 7),
    };
}
