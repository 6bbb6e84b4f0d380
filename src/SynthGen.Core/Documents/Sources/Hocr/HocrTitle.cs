using System.Globalization;

namespace SynthGen.Documents.Sources.Hocr;

/// <summary>The properties in the title of an element of hOCR, as in "bbox 0 0 10 10; x_wconf 93".</summary>
internal static class HocrTitle
{
    /// <summary>The value of a property; null if the title has none.</summary>
    public static string? Value(string? title, string name)
    {
        ReadOnlySpan<char> rest = title;
        while (!rest.IsEmpty)
        {
            int length = Length(rest);
            ReadOnlySpan<char> property = rest[..length].Trim();
            rest = rest[Math.Min(length + 1, rest.Length)..];
            if (property.StartsWith(name, StringComparison.Ordinal) && property.Length > name.Length && char.IsWhiteSpace(property[name.Length]))
                return property[name.Length..].Trim().Trim('"').ToString();
        }

        return null;
    }

    /// <summary>The whole number that is a property's value; null if there is none.</summary>
    public static int? Number(string? title, string name) =>
        int.TryParse(Value(title, name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>The confidence, from 0 to 1: x_wconf in hundredths, otherwise the mean of x_confs in hundredths or in parts of one.</summary>
    public static double? Confidence(string? title)
    {
        if (double.TryParse(Value(title, "x_wconf"), NumberStyles.Float, CultureInfo.InvariantCulture, out double word))
            return word / 100;
        double[] letters = [.. (Value(title, "x_confs") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double letter) ? letter : -1).Where(letter => letter >= 0)];
        return letters.Length == 0 ? null : letters.Max() <= 1 ? letters.Average() : letters.Average() / 100;
    }

    // The name of an image is quoted and may hold a semicolon.
    private static int Length(ReadOnlySpan<char> title)
    {
        bool isQuoted = false;
        for (int i = 0; i < title.Length; i++)
        {
            if (title[i] == '"')
                isQuoted = !isQuoted;
            else if (title[i] == ';' && !isQuoted)
                return i;
        }

        // A quote that does not close is a part of the name.
        int end = isQuoted ? title.IndexOf(';') : -1;
        return end < 0 ? title.Length : end;
    }
}
