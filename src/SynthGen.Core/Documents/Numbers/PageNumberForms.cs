using System.Text.RegularExpressions;

namespace SynthGen.Documents.Numbers;

/// <summary>The forms of page numbers beside plain digits and roman numerals.</summary>
internal static partial class PageNumberForms
{
    /// <summary>Digits in groups of three: "1,024".</summary>
    [GeneratedRegex(@"\A[0-9]{1,3}(?:[,.'\u00A0\u202F\u2009][0-9]{3})+\z")]
    public static partial Regex Thousands();

    /// <summary>A first and a last number: "3-4".</summary>
    [GeneratedRegex(@"\A([0-9]+)\s*[-\u2010-\u2015]\s*([0-9]+)\z")]
    public static partial Regex Range();

    /// <summary>Digits among which letters stand for digits: "1O", "l2".</summary>
    [GeneratedRegex(@"\A[0-9OolI|]*[0-9][0-9OolI|]*\z")]
    public static partial Regex Misread();

    /// <summary>A number with letters behind or before it: "12a", "12 bis", "C-3", "A12".</summary>
    [GeneratedRegex(@"\A(?:[A-Za-z]{1,4}[-.]?)?([0-9]+)(?:[a-z]|\s?(?:bis|ter|r|v|recto|verso))?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex Lettered();

    /// <summary>The digits alone.</summary>
    public static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    /// <summary>The text with digits for the letters that OCR takes for them.</summary>
    public static string Corrected(string text) =>
        string.Concat(text.Select(c => c switch { 'O' or 'o' => '0', 'l' or 'I' or '|' => '1', _ => c }));
}
