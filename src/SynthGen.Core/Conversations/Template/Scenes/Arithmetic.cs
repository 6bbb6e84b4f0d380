using System.Globalization;

namespace SynthGen.Conversations.Template.Scenes;

/// <summary>Draws sums and computes them.</summary>
internal static class Arithmetic
{
    private static readonly decimal[] Percents = [5, 7.5m, 10, 12, 15, 20, 25, 30, 40, 60, 75];

    /// <summary>Draws a sum in words and its result.</summary>
    public static (string Sum, string Answer) Draw(Phrases phrases)
    {
        int a = 2 + phrases.Next(97), b = 2 + phrases.Next(97), hundreds = 100 + phrases.Next(900) * 20;
        decimal percent = phrases.One(Percents);
        DateTime from = new DateTime(1990, 1, 1).AddDays(phrases.Next(12_000)), to = from.AddDays(1 + phrases.Next(900));
        return phrases.Next(9) switch
        {
            0 => ($"{Text(a * 37)} plus {Text(b * 13)}", Text(a * 37 + b * 13)),
            1 => ($"{Text(a * 37 + b)} minus {Text(b)}", Text(a * 37)),
            2 => ($"{a} times {b}", Text(a * b)),
            3 => ($"{Text(a * b)} divided by {b}", Text(a)),
            4 => ($"{Text(percent)} percent of {Text(hundreds)}", Text(percent * hundreds / 100)),
            5 => ($"the average of {a}, {b} and {a + b}", About((a + b) * 2 / 3m)),
            6 => ($"the number of days from {Day(from)} to {Day(to)}", Text((to - from).Days)),
            7 => ($"the square of {a}", Text(a * a)),
            _ => ($"{Text(hundreds)} split evenly among {2 + b % 9} people", About(hundreds / (decimal)(2 + b % 9))),
        };
    }

    private static string Text(decimal number) => number.ToString("#,0.##", CultureInfo.InvariantCulture);

    private static string About(decimal number) => decimal.Round(number, 2) == number ? Text(number) : $"about {Text(decimal.Round(number, 2))}";

    private static string Day(DateTime day) => day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);
}
