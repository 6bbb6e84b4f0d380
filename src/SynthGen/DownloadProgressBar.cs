using System.Management.Automation;
using SynthGen.Models.Hub;

namespace SynthGen;

/// <summary>Shows the progress of a download.</summary>
internal sealed class DownloadProgressBar(ModuleCmdlet cmdlet, HubModel model, TimeProvider time)
{
    private readonly ProgressPace _pace = new(time);
    private readonly string _activity = $"Downloading {model.Name}";
    private (long Timestamp, long Bytes)? _start;

    /// <summary>Takes a report, from the thread that downloads, and shows it if one is due.</summary>
    /// <param name="progress">The report.</param>
    /// <param name="post">Queues an action for the pipeline's thread.</param>
    public void Report(DownloadProgress progress, Action<Action> post)
    {
        if (!progress.IsVerifying)
            _start ??= (time.GetTimestamp(), progress.Done);
        if (!_pace.IsDue)
            return;

        ProgressRecord record = new(0, _activity, $"{(progress.IsVerifying ? "Verifying " : "")}{progress.File}: {DataSize.Text(progress.Done)} of {DataSize.Text(progress.Total)}{Rate(progress, out int left)}")
        {
            PercentComplete = (int)(100 * progress.Done / progress.Total),
            SecondsRemaining = left,
        };
        post(() => cmdlet.WriteProgress(record));
    }

    /// <summary>Removes the bar.</summary>
    public void Complete()
    {
        if (_pace.WasShown)
            cmdlet.WriteProgress(new ProgressRecord(0, _activity, "Done") { RecordType = ProgressRecordType.Completed });
    }

    // Bytes from an earlier run say nothing about the speed of this one.
    private string Rate(DownloadProgress progress, out int left)
    {
        left = -1;
        if (progress.IsVerifying || _start is not { } start)
            return "";
        double seconds = time.GetElapsedTime(start.Timestamp).TotalSeconds;
        if (seconds < 1 || progress.Done <= start.Bytes)
            return "";
        double rate = (progress.Done - start.Bytes) / seconds;
        left = (int)Math.Min(int.MaxValue, (progress.Total - progress.Done) / rate);
        return $", {DataSize.Text((long)rate)} a second";
    }
}
