using System.Globalization;
using SynthGen.Json;

namespace SynthGen.Evaluation;

/// <summary>Compares numbers by their value: 5 is 5.0 and 5e0.</summary>
internal static class CallNumber
{
    /// <summary>Whether two numbers are equal; exactly where both are decimal, else as double.</summary>
    public static bool AreEqual(object one, object other) =>
        ToDecimal(one) is { } first && ToDecimal(other) is { } second ? first == second : ToDouble(one).Equals(ToDouble(other));

    private static decimal? ToDecimal(object number) => number switch
    {
        long or int or decimal => Convert.ToDecimal(number, CultureInfo.InvariantCulture),
        double real => Parse(real.ToString("R", CultureInfo.InvariantCulture)),
        JsonNumber text => Parse(text.Text),
        _ => null,
    };

    private static decimal? Parse(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) ? number : null;

    private static double ToDouble(object number) => number is JsonNumber text
        ? double.Parse(text.Text, NumberStyles.Float, CultureInfo.InvariantCulture)
        : Convert.ToDouble(number, CultureInfo.InvariantCulture);
}
