namespace SynthGen;

/// <summary>When quotas by the day begin anew: at midnight in California, as Google's do.</summary>
internal static class QuotaDay
{
    /// <summary>The next midnight there, in the user's own time.</summary>
    public static DateTimeOffset NextStart(TimeProvider time)
    {
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");
        DateTime midnight = TimeZoneInfo.ConvertTime(time.GetUtcNow(), zone).Date.AddDays(1);
        return TimeZoneInfo.ConvertTime(new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)), time.LocalTimeZone);
    }
}
