using System.Management.Automation;
using SynthGen.Datasets;
using SynthGen.Datasets.Review;
using SynthGen.Files;

namespace SynthGen.Review;

/// <summary>Opens the two files of a review, with the errors of files that cannot be used.</summary>
internal static class ReviewedFiles
{
    /// <summary>Opens a dataset; null if it cannot be shown, which is an error.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    public static RowCatalog? OpenRows(ModuleCmdlet command, string file, CancellationToken stop)
    {
        WorkProgress progress = new(command, "Reading datasets");
        FaultLimit bad = new();
        long last = 0;
        try
        {
            RowCatalog rows = RowCatalog.Open(file, Report, DatasetRows.Watch(progress, file), stop);
            progress.Complete();
            if (bad.Rest > 0)
                command.WriteError(DatasetRows.BadLines(file, bad.Rest, last));
            if (rows.Count > 0)
                return rows;

            rows.Dispose();
            command.WriteError(Errors.Create("NoRows", ErrorCategory.InvalidData, file, $"'{file}' has no rows: there is nothing to show.", "Name a dataset that Export-ToolDataset wrote."));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (NotCanonicalException error)
        {
            command.WriteError(Errors.Create(
                "NotCanonicalLines", ErrorCategory.InvalidData, file, $"'{file}' cannot be shown: decisions need the ids of canonical lines. {error.Message}",
                "Make them of it: Import-ToolDataset <file> | Export-ToolDataset <name>.jsonl.", error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            command.WriteError(DatasetErrors.NotRead(file, "read", error));
        }

        return null;

        void Report(long number, string problem)
        {
            last = number;
            if (bad.Add())
                command.WriteError(DatasetRows.BadLine(file, number, problem));
        }
    }

    /// <summary>Opens a review file for writing, or begins one. Damage in it is a warning.</summary>
    /// <param name="session">The command's session.</param>
    /// <param name="path">The path as given.</param>
    /// <param name="dataset">The dataset's path.</param>
    /// <exception cref="ConfigurationException">It cannot be opened.</exception>
    public static ReviewFile OpenReview(CommandSession session, string path, string dataset)
    {
        try
        {
            string file = session.ResolvePath(path);
            if (OutputFile.Resolve(file) == OutputFile.Resolve(dataset))
                throw new ConfigurationException(Errors.Create("ReviewIsDataset", ErrorCategory.InvalidArgument, path, $"'{path}' is the dataset itself, which is never written.", "Name another file for the decisions."));
            ReviewFile review = ReviewFile.Open(file, cancellation: session.StopToken);
            if (review.TornBytes > 0)
                session.Warn($"The last line of '{file}' was torn ({review.TornBytes} bytes) and was cut off; that decision is lost.");
            if (review.BadLines > 0)
                session.Warn($"{review.BadLines} lines of '{file}' are not decisions and are skipped.");
            return review;
        }
        catch (OperationCanceledException) when (session.StopToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
        catch (FileInUseException error)
        {
            throw new ConfigurationException(Errors.Create(
                "ReviewInUse", ErrorCategory.ResourceBusy, path, $"Another review writes '{path}'.", "Close that page first, or give this review a file of its own with -ReviewPath: Import-ToolDataset -Review merges several.", error));
        }
        catch (NotAFileException error)
        {
            throw new ConfigurationException(Errors.NotAFile(path, error));
        }
        catch (InvalidDataException error)
        {
            throw new ConfigurationException(Errors.Create(
                "NotAReview", ErrorCategory.InvalidData, path, $"'{path}' does not hold decisions, and was left as it is. {error.Message}", "Name a new file, or one that Show-ToolDataset began.", error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(Errors.Create(
                "ReviewNotOpened", ErrorCategory.OpenError, path, $"The review file '{path}' cannot be opened: {error.Message}", "Check that its folder is there and that you may write in it, or name another with -ReviewPath.", error));
        }
        catch (Exception error) when (error is SessionStateException or PSNotSupportedException or PSArgumentException)
        {
            throw new ConfigurationException(Errors.Create("PathNotFound", ErrorCategory.ObjectNotFound, path, $"Cannot find the place '{path}'.", "Check the path, and the drive before it.", error));
        }
    }
}
