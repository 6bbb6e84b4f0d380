using SynthGen.Models;

namespace SynthGen;

/// <summary>Says when to come back after a quota that is used up.</summary>
internal static class ComeBackAdvice
{
    /// <summary>The advice, in a sentence.</summary>
    /// <param name="end">The end of the run.</param>
    /// <param name="nextQuotaDay">When the daily quota is reset; null if that is not known.</param>
    /// <param name="time">The clock.</param>
    public static string Of(RunEndedException end, DateTimeOffset? nextQuotaDay, TimeProvider time) =>
        end.ComeBack is { } wait ? $"Come back after {(time.GetLocalNow() + wait).AddMinutes(1):yyyy-MM-dd HH:mm zzz}."
        : nextQuotaDay is { } start ? $"Come back after {start:yyyy-MM-dd HH:mm zzz}, when the day of the quota turns."
        : "Come back when the day of the quota turns.";
}
