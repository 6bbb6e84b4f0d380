using System.Management.Automation;
using SynthGen.Models.Hub;

namespace SynthGen;

/// <summary>Shows how far a long piece of work is: how much is done, how fast, and where its end is known the time left.</summary>
/// <param name="command">The command; it is asked on its own thread alone.</param>
/// <param name="activity">What is done, as in "Indexing pages".</param>
/// <param name="time">The time; null for the system's.</param>
internal sealed class WorkProgress(ModuleCmdlet command, string activity, TimeProvider? time = null)
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;
    private readonly ProgressPace _pace = new(time ?? TimeProvider.System);
    private long _start = (time ?? TimeProvider.System).GetTimestamp();

    /// <summary>Whether progress is due now. Asking takes a look at the clock, so that it may be asked for each row.</summary>
    public bool IsDue => _pace.IsDue;

    /// <summary>Begins another part of the work, with a count of its own.</summary>
    public void Restart() => _start = _time.GetTimestamp();

    /// <summary>Shows a number of things, if it is due.</summary>
    /// <param name="done">The number of those done.</param>
    /// <param name="total">The number of all; 0 if it is not known.</param>
    /// <param name="unit">Their name, as in "pages".</param>
    /// <param name="more">What else there is to say.</param>
    public void Count(long done, long total, string unit, string more = "")
    {
        if (IsDue)
            Show(done, total, FormattableString.Invariant($"{done:#,0}{(total > 0 ? FormattableString.Invariant($" of {total:#,0}") : "")} {unit}, {Rate(done):#,0.#} a second{more}"));
    }

    /// <summary>Shows a number of bytes of a file, if it is due.</summary>
    /// <param name="done">The bytes done.</param>
    /// <param name="total">All bytes; 0 if that is not known.</param>
    /// <param name="file">The file's name.</param>
    public void Bytes(long done, long total, string file)
    {
        if (IsDue)
            Show(done, total, $"{file}: {DataSize.Text(done)}{(total > 0 ? $" of {DataSize.Text(total)}" : "")}, {DataSize.Text((long)Rate(done))} a second");
    }

    /// <summary>Shows progress in the words given; ask <see cref="IsDue"/> before.</summary>
    public void Show(long done, long total, string status)
    {
        ProgressRecord record = new(0, activity, status);
        if (total > 0 && done > 0)
        {
            done = Math.Min(done, total);
            record.SecondsRemaining = (int)Math.Min(int.MaxValue, (total - done) / Rate(done));
            record.PercentComplete = (int)(100 * done / total);
        }

        command.WriteProgress(record);
    }

    /// <summary>Removes what is shown.</summary>
    public void Complete(string status = "Done")
    {
        if (_pace.WasShown)
            command.WriteProgress(new ProgressRecord(0, activity, status) { RecordType = ProgressRecordType.Completed });
    }

    /// <summary>The number a second so far.</summary>
    public double Rate(long done) => done / Math.Max(1e-3, _time.GetElapsedTime(_start).TotalSeconds);
}
