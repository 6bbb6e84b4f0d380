using System.Management.Automation;
using SynthGen.Datasets.Review;
using SynthGen.Files;

namespace SynthGen.Review;

/// <summary>Reads the decisions of review files, with an error for each line that is not one.</summary>
internal static class ReviewInput
{
    /// <summary>Reads files and merges them by time. A file that cannot be read ends the command: its rejected rows would pass.</summary>
    public static ReviewBook Read(ModuleCmdlet command, IEnumerable<string> paths, CancellationToken stop = default)
    {
        ReviewBook book = new();
        foreach (string path in paths)
            Read(command, path, book, stop);
        return book;
    }

    /// <summary>Warns of decisions about rows that did not come.</summary>
    public static void WarnOfStrays(ModuleCmdlet command, int strays)
    {
        if (strays > 0)
            command.WriteWarning($"{strays} rows were decided about that are not in the dataset; their decisions are not used. An edited or newly made row has another id.");
    }

    private static void Read(ModuleCmdlet command, string path, ReviewBook book, CancellationToken stop)
    {
        FaultLimit bad = new();
        try
        {
            string file = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
            foreach (ReviewEntry entry in ReviewReader.Read(file, stop))
            {
                if (command.Stopping)
                    throw new PipelineStoppedException();
                if (entry.Decision is { } decision)
                    book.Add(decision);
                else if (entry.IsTorn)
                    command.WriteWarning($"The last line of '{path}' is torn, as a killed process leaves it; it is skipped.");
                else if (bad.Add())
                    command.WriteError(BadLine(path, entry));
            }
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SessionStateException or PSNotSupportedException or PSArgumentException)
        {
            command.ThrowTerminatingError(NotRead(path, error));
        }

        if (bad.Rest > 0)
        {
            command.WriteError(Errors.Create(
                "BadReviewLines", ErrorCategory.InvalidData, path, $"{bad.Rest:#,0} more lines of '{path}' are not decisions.", "See whether it is a file that Show-ToolDataset wrote."));
        }
    }

    private static ErrorRecord BadLine(string path, ReviewEntry entry) => Errors.Create(
        "BadReviewLine", ErrorCategory.InvalidData, $"{path}:{entry.Number}", $"Line {entry.Number} of '{path}' is not a decision: {entry.Problem}.", "Correct the line or remove it; the others are used.");

    private static ErrorRecord NotRead(string path, Exception error) => error is FileNotFoundException or DirectoryNotFoundException or SessionStateException
        ? Errors.Create("ReviewNotFound", ErrorCategory.ObjectNotFound, path, $"There is no review file '{path}'.", "Check the path: Show-ToolDataset writes it beside the dataset with the first decision.")
        : Errors.Create("ReviewUnreadable", ErrorCategory.ReadError, path, $"The review file '{path}' cannot be read: {error.Message}", "Check that it is a file that may be read.", error);
}
