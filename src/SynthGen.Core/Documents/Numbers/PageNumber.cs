using System.Globalization;

namespace SynthGen.Documents.Numbers;

/// <summary>A page's number, with its printed label if that differs from the digits.</summary>
/// <param name="Value">The number, or the value of a roman one; <see cref="Unknown"/> if only the label is known.</param>
/// <param name="Label">The label as printed; null for plain digits.</param>
internal readonly record struct PageNumber(int Value, string? Label = null)
{
    // Nine digits always fit an int; a page number never has more.
    private const int MaxDigits = 9;

    // A mark of a higher number was more likely lost than printed so far off.
    private const int MaxStep = 10;

    /// <summary>Stands for the number after that of the previous page.</summary>
    public const int Unknown = -1;

    /// <summary>The last number of a range such as "3-4"; 0 for a single page.</summary>
    public int Last { get; init; }

    /// <summary>The last number that the page covers.</summary>
    public int Through => Math.Max(Value, Last);

    /// <summary>Whether the page belongs to a sequence of roman numbers, as in the front matter of books.</summary>
    public bool IsRoman => Label is not null && IsRomanLabel(Label);

    /// <summary>Whether a page's label is a roman numeral.</summary>
    public static bool IsRomanLabel(string label) =>
        label.Length > 0 && !char.IsAsciiDigit(label[0]) && RomanNumeral.TryParse(label, out _);

    /// <summary>Whether this number can come after another: higher by a few, another leaf of the same, or a new sequence.</summary>
    public bool Follows(PageNumber before) =>
        IsRoman != before.IsRoman ||
        (Value > before.Value && Value - before.Through <= MaxStep) ||
        (Value == before.Value && Label != before.Label);

    /// <summary>Parses digits of any script or a roman numeral.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PageNumber number)
    {
        number = default;
        if (text.IsEmpty)
            return false;

        if (TryParseDigits(text, out int value))
        {
            number = new PageNumber(value);
            return true;
        }

        if (!RomanNumeral.TryParse(text, out value))
            return false;
        number = new PageNumber(value, text.ToString());
        return true;
    }

    /// <summary>
    /// Parses a number in any form that marks have: digits, a roman numeral, "1,024", "3-4", "12a", "C-3", and "1O" with letters
    /// that OCR takes for digits.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> text, out PageNumber number)
    {
        text = text.Trim();
        if (TryParse(text, out number))
            return true;
        if (text.IsEmpty || text.Length > 24)
            return false;

        string label = text.ToString();
        if (PageNumberForms.Thousands().IsMatch(label) && TryParseDigits(PageNumberForms.Digits(label), out int value))
        {
            number = new PageNumber(value);
            return true;
        }

        if (PageNumberForms.Range().Match(label) is { Success: true } range &&
            TryParseDigits(range.Groups[1].ValueSpan, out int first) && TryParseDigits(range.Groups[2].ValueSpan, out int last) && first < last)
        {
            number = new PageNumber(first, label) { Last = last };
            return true;
        }

        if (PageNumberForms.Misread().IsMatch(label) && TryParseDigits(PageNumberForms.Corrected(label), out value))
        {
            number = new PageNumber(value);
            return true;
        }

        if (PageNumberForms.Lettered().Match(label) is { Success: true } lettered && TryParseDigits(lettered.Groups[1].ValueSpan, out value))
        {
            number = new PageNumber(value, label);
            return true;
        }

        return false;
    }

    /// <summary>
    /// Returns the number of any label: that of <see cref="TryRead"/>, otherwise that of its last digits, and for a label without
    /// digits <see cref="Unknown"/>.
    /// </summary>
    public static PageNumber FromLabel(ReadOnlySpan<char> label)
    {
        label = label.Trim();
        if (label.IsEmpty)
            return new PageNumber(Unknown);
        if (TryRead(label, out PageNumber number))
            return number;

        int last = label.LastIndexOfAnyInRange('0', '9');
        int before = last < 0 ? -1 : label[..last].LastIndexOfAnyExceptInRange('0', '9');
        return last >= 0 && TryParse(label[(before + 1)..(last + 1)], out number)
            ? number with { Label = label.ToString() }
            : new PageNumber(Unknown, label.ToString());
    }

    private static bool TryParseDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > MaxDigits)
            return false;

        foreach (char c in text)
        {
            int digit = CharUnicodeInfo.GetDecimalDigitValue(c);
            if (digit < 0)
                return false;
            value = (value * 10) + digit;
        }

        return true;
    }
}
