using System.Globalization;
using System.Text.RegularExpressions;

namespace SynthGen.Quality.Conversations;

/// <summary>
/// Computes the sums that a user asks for in English: numbers with +, -, times or divided by between, percentages, averages, squares, even
/// shares, and days between two dates.
/// </summary>
internal static partial class Arithmetic
{
    /// <summary>Returns the results of the sums in a text; empty if it asks for none that can be computed.</summary>
    public static IReadOnlyList<decimal> Results(string text)
    {
        List<decimal> results = [];
        foreach (Match percent in Percent().Matches(text))
            results.Add(Read(percent.Groups["share"].Value) * Read(percent.Groups["whole"].Value) / 100);
        foreach (Match sum in Sum().Matches(text))
        {
            if (Compute([.. sum.Groups["number"].Captures.Select(number => Read(number.Value))], [.. sum.Groups["sign"].Captures.Select(sign => Sign(sign.Value))]) is { } result)
                results.Add(result);
        }

        foreach (Match named in Named().Matches(text))
        {
            decimal first = Read(named.Groups["first"].Value), second = Read(named.Groups["second"].Value);
            results.Add(named.Groups["name"].Value.ToLowerInvariant() switch
            {
                "sum" or "total" => first + second,
                "product" => first * second,
                _ => Math.Abs(first - second),
            });
        }

        foreach (Match average in Average().Matches(text))
            results.Add(average.Groups["number"].Captures.Average(number => Read(number.Value)));
        foreach (Match power in Power().Matches(text))
        {
            decimal value = Read(power.Groups["number"].Value);
            results.Add(power.Groups["name"].Value.StartsWith("sq", StringComparison.OrdinalIgnoreCase) ? value * value : value * value * value);
        }

        foreach (Match share in Share().Matches(text).Where(share => Read(share.Groups["parts"].Value) != 0))
            results.Add(Read(share.Groups["whole"].Value) / Read(share.Groups["parts"].Value));
        foreach (Match days in Days().Matches(text))
        {
            if (DateTime.TryParse(days.Groups["from"].Value, CultureInfo.InvariantCulture, out DateTime from) && DateTime.TryParse(days.Groups["to"].Value, CultureInfo.InvariantCulture, out DateTime to))
                results.Add((to - from).Days);
        }

        return results;
    }

    /// <summary>Returns the numbers of a text.</summary>
    public static IEnumerable<(string Text, decimal Value)> Numbers(string text) => Number().Matches(text).Select(number => (number.Value, Read(number.Value)));

    /// <summary>Whether a number that was said is a value, rounded as it was said.</summary>
    public static bool IsRounded((string Text, decimal Value) said, decimal value)
    {
        int decimals = said.Text.IndexOf('.', StringComparison.Ordinal) is >= 0 and int point ? said.Text.Length - point - 1 : 0;
        return said.Value == Math.Abs(value) || said.Value == value || said.Value == Math.Round(Math.Abs(value), Math.Min(decimals, 10), MidpointRounding.AwayFromZero);
    }

    private static decimal? Compute(decimal[] numbers, char[] signs)
    {
        List<decimal> terms = [numbers[0]];
        for (int i = 0; i < signs.Length; i++)
        {
            decimal next = numbers[i + 1];
            switch (signs[i])
            {
                case '*':
                    terms[^1] *= next;
                    break;
                case '/' when next == 0:
                    return null;
                case '/':
                    terms[^1] /= next;
                    break;
                default:
                    terms.Add(signs[i] == '-' ? -next : next);
                    break;
            }
        }

        return terms.Sum();
    }

    private static char Sign(string sign) => sign.Trim().ToLowerInvariant() switch
    {
        "+" or "plus" or "and" => '+',
        "-" or "\u2212" or "\u2013" or "minus" or "less" => '-',
        "*" or "\u00D7" or "x" or "times" or "multiplied by" => '*',
        _ => '/',
    };

    private static decimal Read(string number) =>
        decimal.TryParse(number.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) ? value : 0;

    [GeneratedRegex(@"(?<number>\d+(?:,\d{3})*(?:\.\d+)?)(?:\s*(?<sign>\+|\*|\u00D7|/|\u00F7|\s-\s|\u2212|\s\u2013\s|\bplus\b|\bminus\b|\bless\b|\btimes\b|\bmultiplied by\b|\bdivided by\b|\bover\b|\bx\b)\s*(?<number>\d+(?:,\d{3})*(?:\.\d+)?))+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Sum();

    [GeneratedRegex(@"(?<share>\d+(?:,\d{3})*(?:\.\d+)?)\s*(?:%|percent|per cent)\s+of\s+\$?(?<whole>\d+(?:,\d{3})*(?:\.\d+)?)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Percent();

    [GeneratedRegex(@"\b(?<name>sum|total|product|difference)\s+(?:of|between)\s+\$?(?<first>\d+(?:,\d{3})*(?:\.\d+)?)\s+and\s+\$?(?<second>\d+(?:,\d{3})*(?:\.\d+)?)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"\b(?:average|mean) of\s+(?<number>\d+(?:,\d{3})*(?:\.\d+)?)(?:(?:\s*,\s*|\s+)(?:and\s+)?(?<number>\d+(?:,\d{3})*(?:\.\d+)?))+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Average();

    [GeneratedRegex(@"\b(?:the\s+)?(?<name>square|cube) of\s+(?<number>\d+(?:,\d{3})*(?:\.\d+)?)|(?<number>\d+(?:,\d{3})*(?:\.\d+)?)\s+(?<name>squared|cubed)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Power();

    [GeneratedRegex(@"(?<whole>\d+(?:,\d{3})*(?:\.\d+)?)\s+(?:split|shared|divided)\s+(?:evenly\s+|equally\s+)?(?:among|between|by)\s+(?<parts>\d+(?:,\d{3})*(?:\.\d+)?)\s+\p{L}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Share();

    [GeneratedRegex(@"\bdays\s+(?:are there\s+)?(?:from|between)\s+(?<from>\w+ \d{1,2}, \d{4}|\d{1,2} \w+ \d{4})\s+(?:to|and|until)\s+(?<to>\w+ \d{1,2}, \d{4}|\d{1,2} \w+ \d{4})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Days();

    [GeneratedRegex(@"\d+(?:,\d{3})*(?:\.\d+)?")]
    private static partial Regex Number();
}
