using System.Globalization;

namespace SynthGen.Documents;

/// <summary>A page's number, with its printed label if that differs from the digits.</summary>
/// <param name="Value">The number, or the value of a roman one; <see cref="Unknown"/> if only the label is known.</param>
/// <param name="Label">The label as printed; null for plain digits.</param>
internal readonly record struct PageNumber(int Value, string? Label = null)
{
    // Nine digits always fit an int; a page number never has more.
    private const int MaxDigits = 9;

    /// <summary>Stands for the number after that of the previous page.</summary>
    public const int Unknown = -1;

    /// <summary>Whether the page belongs to a sequence of roman numbers, as in the front matter of books.</summary>
    public bool IsRoman => Label is not null && IsRomanLabel(Label);

    /// <summary>Whether a page's label is a roman numeral.</summary>
    public static bool IsRomanLabel(string label) =>
        label.Length > 0 && !char.IsAsciiDigit(label[0]) && RomanNumeral.TryParse(label, out _);

    /// <summary>Parses digits or a roman numeral.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PageNumber number)
    {
        number = default;
        if (text.IsEmpty)
            return false;

        if (!text.ContainsAnyExceptInRange('0', '9'))
        {
            if (text.Length > MaxDigits)
                return false;
            number = new PageNumber(int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture));
            return true;
        }

        if (!RomanNumeral.TryParse(text, out int value))
            return false;
        number = new PageNumber(value, text.ToString());
        return true;
    }

    /// <summary>
    /// Returns the number of any label: digits and roman numerals by their value, "C-3" as 3, and a label without digits as
    /// <see cref="Unknown"/>.
    /// </summary>
    public static PageNumber FromLabel(ReadOnlySpan<char> label)
    {
        label = label.Trim();
        if (TryParse(label, out PageNumber number))
            return number;

        int last = label.LastIndexOfAnyInRange('0', '9');
        int before = last < 0 ? -1 : label[..last].LastIndexOfAnyExceptInRange('0', '9');
        return last >= 0 && TryParse(label[(before + 1)..(last + 1)], out number)
            ? number with { Label = label.ToString() }
            : new PageNumber(Unknown, label.ToString());
    }
}
