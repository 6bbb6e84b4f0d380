using System.Globalization;

namespace SynthGen.Json;

/// <summary>Reads literals and numbers as models write them: None, True, NaN, +1, .5, 007.</summary>
internal static class TolerantWord
{
    /// <summary>Returns the word as JSON; null if it is neither a literal nor a number.</summary>
    public static string? ToJson(ReadOnlySpan<char> word)
    {
        switch (word)
        {
            case "true" or "True":
                return "true";
            case "false" or "False":
                return "false";
            case "null" or "None" or "undefined" or "NaN" or "nan" or "Infinity" or "-Infinity":
                return "null";
        }

        if (word.IsEmpty || char.IsLetter(word[0]) || !double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            return null;
        if (IsJsonNumber(word))
            return word.ToString();
        return double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : "null";
    }

    private static bool IsJsonNumber(ReadOnlySpan<char> word)
    {
        word = word[0] == '-' ? word[1..] : word;
        int whole = word.IndexOfAnyExceptInRange('0', '9');
        whole = whole < 0 ? word.Length : whole;
        if (whole == 0 || (word[0] == '0' && whole > 1))
            return false;

        ReadOnlySpan<char> rest = word[whole..];
        return rest.IsEmpty || rest[0] is 'e' or 'E' || (rest.Length > 1 && char.IsAsciiDigit(rest[1]));
    }
}
