using System.Buffers;

namespace SynthGen.Text;

/// <summary>The decimal digits of all scripts, as <c>\d</c> of a regular expression has them.</summary>
internal static class DecimalDigits
{
    private static readonly SearchValues<char> All =
        SearchValues.Create([.. Enumerable.Range(char.MinValue, char.MaxValue + 1).Select(code => (char)code).Where(char.IsDigit)]);

    /// <summary>Whether a text has a digit. Most sentences have none, and then need no search for dates, figures and numbers.</summary>
    public static bool Any(ReadOnlySpan<char> text) => text.ContainsAny(All);
}
