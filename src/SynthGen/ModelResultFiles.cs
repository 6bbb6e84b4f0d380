using System.Management.Automation;
using SynthGen.Evaluation;
using SynthGen.Files;
using SynthGen.Reports;

namespace SynthGen;

/// <summary>Reads the files of Measure-ToolModel for a report: one, or two that are compared.</summary>
internal static class ModelResultFiles
{
    /// <summary>Returns the models' figures; a file without results is an error, and left out.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="files">The full paths, one or two.</param>
    /// <param name="seed">The seed of the intervals.</param>
    public static IReadOnlyList<ModelResults> Read(AsyncCmdlet cmdlet, IReadOnlyList<string> files, int seed)
    {
        List<ModelResults> models = [];
        ResultComparison? comparison = files.Count > 1 ? new(Path.GetFileName(files[1])) : null;
        foreach (string file in files.Reverse())
        {
            ResultTally tally = new(seed);
            bool isFirst = file == files[0];
            Read(cmdlet, file, result =>
            {
                tally.Add(result);
                if (isFirst)
                    comparison?.Add(result);
                else
                    comparison?.AddAgainst(result);
            });
            if (tally.Rows > 0)
                models.Insert(0, new ModelResults(Path.GetFileName(file), cmdlet.Run(tally.ToSummary)));
            else
                cmdlet.WriteError(Errors.Create("NoResults", ErrorCategory.InvalidData, file, $"'{file}' has no results.", "Name a file that Measure-ToolModel -ResultPath wrote."));
        }

        return models.Count > 1 ? [models[0] with { Summary = models[0].Summary with { Comparison = comparison!.ToComparison() } }, models[1]] : models;
    }

    private static void Read(AsyncCmdlet cmdlet, string file, Action<ToolModelResult> take)
    {
        FaultLimit bad = new();
        try
        {
            foreach (ToolModelResultLine line in ToolModelResultFile.Read(file))
            {
                cmdlet.StopToken.ThrowIfCancellationRequested();
                if (line.Result is not null)
                    take(line.Result);
                else if (bad.Add())
                    cmdlet.WriteError(Errors.Create("BadResultLine", ErrorCategory.InvalidData, $"{file}:{line.Number}", $"Line {line.Number} of '{file}' is not a result: {line.Problem}.", "Correct the line or remove it; the others are read."));
            }
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            cmdlet.WriteError(Errors.Create("ResultsUnreadable", ErrorCategory.ReadError, file, $"'{file}' cannot be read: {error.Message}", "Check that it may be read.", error));
        }

        if (bad.Rest > 0)
            cmdlet.WriteError(Errors.Create("BadResultLines", ErrorCategory.InvalidData, file, $"{bad.Rest:#,0} more lines of '{file}' are not results.", "See whether Measure-ToolModel wrote it."));
    }
}
