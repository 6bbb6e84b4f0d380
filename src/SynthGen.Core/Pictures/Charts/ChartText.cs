using System.Globalization;

namespace SynthGen.Pictures.Charts;

/// <summary>Writes values for people.</summary>
internal static class ChartText
{
    /// <summary>Returns a value as text; a dash for none.</summary>
    public static string Of(double? value, ChartUnit unit) => value is not { } number ? "–" : number.ToString(
        unit switch { ChartUnit.Count => "#,0.##", ChartUnit.Share => "0.0 %", _ => "0.000" }, CultureInfo.InvariantCulture);

    /// <summary>Returns a number of things: "1 row", "2 rows".</summary>
    public static string Count(long number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {what}{(number == 1 ? "" : "s")}");
}
