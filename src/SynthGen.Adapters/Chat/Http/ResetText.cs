using System.Globalization;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>Reads when a limit ends, however a server writes it: as a length of time, or as a time in seconds or milliseconds of Unix, or as a date.</summary>
internal static class ResetText
{
    /// <summary>How long from now on; null if the text says neither, or says what no server can mean.</summary>
    public static TimeSpan? Parse(string? text, DateTimeOffset now)
    {
        // A number of more seconds than a year has is a time.
        return DurationText.Parse(text) ?? ServerWait.Until(
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? Time(number)
                : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date
                : null,
            now);
    }

    // Numbers below are neither: as seconds they are more than a year, as a time they are long over.
    private static DateTimeOffset? Time(double number) => number switch
    {
        >= 1e9 and < 1e11 => DateTimeOffset.UnixEpoch.AddSeconds(number),
        >= 1e12 and < 1e14 => DateTimeOffset.UnixEpoch.AddMilliseconds(number),
        _ => null,
    };
}
