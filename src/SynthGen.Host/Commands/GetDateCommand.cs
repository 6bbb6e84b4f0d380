using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the date and the time, now or as given.</summary>
[Cmdlet(VerbsCommon.Get, "Date", DefaultParameterSetName = "DateAndFormat")]
[OutputType(typeof(DateTime), typeof(string))]
public sealed class GetDateCommand : PSCmdlet
{
    /// <summary>The date and time to start from; now without it.</summary>
    [Parameter(ParameterSetName = "DateAndFormat", Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LastWriteTime")]
    public DateTime? Date { get; set; }

    /// <summary>The date and time to start from, in seconds since 1970 (UTC).</summary>
    [Parameter(ParameterSetName = "UnixTimeSecondsAndFormat", Mandatory = true)]
    [ValidateRange(-62135596800L, 253402300799L)]
    [Alias("UnixTime")]
    public long UnixTimeSeconds { get; set; }

    /// <summary>Another year.</summary>
    [Parameter]
    [ValidateRange(1, 9999)]
    public int? Year { get; set; }

    /// <summary>Another month.</summary>
    [Parameter]
    [ValidateRange(1, 12)]
    public int? Month { get; set; }

    /// <summary>Another day of the month.</summary>
    [Parameter]
    [ValidateRange(1, 31)]
    public int? Day { get; set; }

    /// <summary>Another hour.</summary>
    [Parameter]
    [ValidateRange(0, 23)]
    public int? Hour { get; set; }

    /// <summary>Another minute.</summary>
    [Parameter]
    [ValidateRange(0, 59)]
    public int? Minute { get; set; }

    /// <summary>Another second.</summary>
    [Parameter]
    [ValidateRange(0, 59)]
    public int? Second { get; set; }

    /// <summary>Another millisecond.</summary>
    [Parameter]
    [ValidateRange(0, 999)]
    public int? Millisecond { get; set; }

    /// <summary>A .NET format, or FileDate, FileDateTime, FileDateUniversal, FileDateTimeUniversal; the output is a string then.</summary>
    [Parameter]
    public string? Format { get; set; }

    /// <summary>What of the date is shown when it is rendered.</summary>
    [Parameter]
    public DisplayHintType DisplayHint { get; set; } = DisplayHintType.DateTime;

    /// <summary>Gives the time in UTC.</summary>
    [Parameter]
    public SwitchParameter AsUTC { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        DateTime date = ParameterSetName == "DateAndFormat"
            ? Date ?? DateTime.Now
            : DateTimeOffset.FromUnixTimeSeconds(UnixTimeSeconds).LocalDateTime;
        date = Change(date);
        if (AsUTC)
            date = date.ToUniversalTime();
        if (Format is not null)
        {
            WriteObject(Write(date, Format));
            return;
        }

        PSObject result = new(date);
        result.Properties.Add(new PSNoteProperty("DisplayHint", DisplayHint));
        WriteObject(result);
    }

    private DateTime Change(DateTime date)
    {
        date = date.AddYears(Year - date.Year ?? 0);
        date = date.AddMonths(Month - date.Month ?? 0);
        date = date.AddDays(Day - date.Day ?? 0);
        date = date.AddHours(Hour - date.Hour ?? 0);
        date = date.AddMinutes(Minute - date.Minute ?? 0);
        date = date.AddSeconds(Second - date.Second ?? 0);
        if (Millisecond is null)
            return date;
        date = date.AddMilliseconds(Millisecond.Value - date.Millisecond);
        return date.AddTicks(-(date.Ticks % TimeSpan.TicksPerMillisecond));
    }

    private static string Write(DateTime date, string format) => format.ToLowerInvariant() switch
    {
        "filedate" => date.ToString("yyyyMMdd", CultureInfo.CurrentCulture),
        "filedateuniversal" => date.ToUniversalTime().ToString("yyyyMMddZ", CultureInfo.CurrentCulture),
        "filedatetime" => date.ToString("yyyyMMddTHHmmssffff", CultureInfo.CurrentCulture),
        "filedatetimeuniversal" => date.ToUniversalTime().ToString("yyyyMMddTHHmmssffffZ", CultureInfo.CurrentCulture),
        _ => date.ToString(format, CultureInfo.CurrentCulture),
    };
}

/// <summary>What of a date is shown.</summary>
public enum DisplayHintType
{
    /// <summary>The date alone.</summary>
    Date,

    /// <summary>The time alone.</summary>
    Time,

    /// <summary>Both.</summary>
    DateTime,
}
