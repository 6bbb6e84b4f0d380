using System.Globalization;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>Reads when a limit ends, however a server writes it: as a length of time, or as a time in seconds or milliseconds of Unix, or as a date.</summary>
internal static class ResetText
{
    // No window of a limit is as long; numbers from here on are times.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    /// <summary>How long from now on; null if the text says neither.</summary>
    public static TimeSpan? Parse(string? text, DateTimeOffset now)
    {
        if (DurationText.Parse(text) is { } length && length <= Longest)
            return length;
        TimeSpan? until = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? Time(number) - now
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date - now
            : null;
        return until is { } wait && wait <= Longest ? (wait < TimeSpan.Zero ? TimeSpan.Zero : wait) : null;
    }

    private static DateTimeOffset? Time(double number) => number switch
    {
        > 0 and < 1e11 => DateTimeOffset.UnixEpoch.AddSeconds(number),
        > 0 and < 1e14 => DateTimeOffset.UnixEpoch.AddMilliseconds(number),
        _ => null,
    };
}
