using System.Globalization;

namespace SynthGen.Documents;

/// <summary>Labels of pages: the number as printed, which mostly is simply its digits.</summary>
internal static class PageLabel
{
    // A sign and ten digits.
    private const int LongestNumber = 11;

    /// <summary>The label of a page that has none of its own.</summary>
    public static string Of(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Returns the label if it is not simply the digits of the number; otherwise null.</summary>
    public static string? Own(string? label, int number)
    {
        Span<char> digits = stackalloc char[LongestNumber];
        number.TryFormat(digits, out int length, provider: CultureInfo.InvariantCulture);
        return label is null || label.AsSpan().SequenceEqual(digits[..length]) ? null : label;
    }
}
