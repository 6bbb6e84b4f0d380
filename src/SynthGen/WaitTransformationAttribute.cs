using System.Globalization;
using System.Management.Automation;

namespace SynthGen;

/// <summary>Accepts a length of time as a TimeSpan, or as a number of seconds, which PowerShell alone would take for ticks.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WaitTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? input = inputData is PSObject wrapper ? wrapper.BaseObject : inputData;
        return Read(input) is { } wait && wait >= TimeSpan.Zero && wait <= Longest
            ? wait
            : throw new ArgumentTransformationMetadataException(
                $"'{input}' is not a wait. Give a number of seconds, or a time as in 1:30:00, from 0 to {Longest.Days} days.");
    }

    private static TimeSpan? Read(object? input) => input switch
    {
        TimeSpan time => time,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) => OfSeconds(seconds),
        string text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time) ? time : null,
        bool or char => null,
        IConvertible number => LanguagePrimitives.TryConvertTo(number, out double seconds) ? OfSeconds(seconds) : null,
        _ => null,
    };

    private static TimeSpan? OfSeconds(double seconds) =>
        seconds >= 0 && seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
}
