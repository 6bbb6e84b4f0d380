using System.Globalization;

namespace SynthGen.Generation.Grammar;

/// <summary>Grammars for numbers within bounds, digit by digit.</summary>
internal static class NumberGrammar
{
    /// <summary>The largest number of a grammar without a bound: fifteen digits, exact in any JSON reader.</summary>
    public const long Greatest = 999_999_999_999_999;

    /// <summary>Returns the grammar of the integers between two, both included.</summary>
    public static string Integers(long least, long greatest)
    {
        List<string> ways = [];
        if (least < 0)
            AddRange(ways, "-", Math.Max(1, -greatest), -least, 0);
        if (greatest >= 0)
            AddRange(ways, "", Math.Max(0, least), greatest, 0);
        return string.Join(" | ", ways);
    }

    /// <summary>Returns the grammar of the numbers between two in steps of a power of ten, both included.</summary>
    /// <param name="least">The smallest, in steps.</param>
    /// <param name="greatest">The largest, in steps.</param>
    /// <param name="decimals">The number of digits after the decimal point, from 1.</param>
    public static string Decimals(long least, long greatest, int decimals)
    {
        List<string> ways = [];
        if (least < 0)
            AddRange(ways, "-", Math.Max(1, -greatest), -least, decimals);
        if (greatest >= 0)
            AddRange(ways, "", Math.Max(0, least), greatest, decimals);
        return string.Join(" | ", ways);
    }

    // Numbers of the same length can be compared from the left; each other length is an alternative of its own.
    private static void AddRange(List<string> ways, string sign, long least, long greatest, int decimals)
    {
        for (long from = least; from <= greatest;)
        {
            string low = Digits(from, decimals);
            long last = Math.Min(greatest, Nines(low.Length - (decimals > 0 ? 1 : 0)));
            string way = Between(low, Digits(last, decimals));
            ways.Add(sign.Length == 0 ? way : $"\"{sign}\" ({way})");
            from = last + 1;
        }
    }

    private static string Digits(long number, int decimals)
    {
        string digits = number.ToString(CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return decimals == 0 ? digits : digits.Insert(digits.Length - decimals, ".");
    }

    private static long Nines(int length) => (long)Math.Pow(10, length) - 1;

    /// <summary>Returns the grammar of all texts of the same length between two.</summary>
    private static string Between(ReadOnlySpan<char> low, ReadOnlySpan<char> high)
    {
        int same = low.CommonPrefixLength(high);
        string prefix = same == 0 ? "" : $"\"{low[..same]}\"";
        if (same == low.Length)
            return prefix;

        ReadOnlySpan<char> lowRest = low[(same + 1)..], highRest = high[(same + 1)..];
        char first = low[same], last = high[same];
        List<string> ways = [];
        bool wholeLow = lowRest.IndexOfAnyExcept('0', '.') < 0, wholeHigh = highRest.IndexOfAnyExcept('9', '.') < 0;
        if (!wholeLow)
            ways.Add(Join(Digit(first, first), Between(lowRest, Filled(lowRest, '9'))));
        char from = wholeLow ? first : (char)(first + 1), to = wholeHigh ? last : (char)(last - 1);
        if (from <= to)
            ways.Add(Join(Digit(from, to), AnyOf(lowRest)));
        if (!wholeHigh)
            ways.Add(Join(Digit(last, last), Between(Filled(highRest, '0'), highRest)));
        return Join(prefix, ways.Count == 1 ? ways[0] : $"({string.Join(" | ", ways)})");
    }

    private static string Digit(char from, char to) => from == to ? $"\"{from}\"" : $"[{from}-{to}]";

    private static string AnyOf(ReadOnlySpan<char> form)
    {
        int point = form.IndexOf('.');
        return point < 0 ? Run(form.Length) : Join(Join(Run(point), "\".\""), Run(form.Length - point - 1));
    }

    private static string Run(int length) => length == 0 ? "" : GrammarText.Repeat("[0-9]", length, length);

    private static string Filled(ReadOnlySpan<char> form, char digit) =>
        string.Create(form.Length, (Form: form.ToString(), digit), (text, state) =>
        {
            for (int i = 0; i < text.Length; i++)
                text[i] = state.Form[i] == '.' ? '.' : state.digit;
        });

    private static string Join(string left, string right) => left.Length == 0 ? right : right.Length == 0 ? left : $"{left} {right}";
}
