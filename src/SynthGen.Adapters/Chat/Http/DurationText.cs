using System.Globalization;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>Reads durations as services write them: "26s", "0.5s", "6m0s", "120ms", "1h2m3.5s", and bare seconds.</summary>
internal static class DurationText
{
    /// <summary>Reads a duration; null if the text is not one, or is one that no server can mean (<see cref="ServerWait"/>).</summary>
    public static TimeSpan? Parse(string? text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
            return null;
        double seconds = 0;
        while (!rest.IsEmpty)
        {
            int digits = rest.IndexOfAnyExcept("0123456789.");
            ReadOnlySpan<char> number = digits < 0 ? rest : rest[..digits];
            rest = digits < 0 ? [] : rest[digits..];
            int letters = rest.IndexOfAnyExceptInRange('a', 'z');
            ReadOnlySpan<char> unit = letters < 0 ? rest : rest[..letters];
            rest = letters < 0 ? [] : rest[letters..];
            if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
                || UnitSeconds(unit) is not { } one)
                return null;
            seconds += value * one;
        }

        return ServerWait.OfSeconds(seconds);
    }

    private static double? UnitSeconds(ReadOnlySpan<char> unit) => unit switch
    {
        "d" => 86400,
        "h" => 3600,
        "m" => 60,
        "s" or "" => 1,
        "ms" => 1e-3,
        "us" => 1e-6,
        "ns" => 1e-9,
        _ => null,
    };
}
