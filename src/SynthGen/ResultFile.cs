using System.Management.Automation;
using SynthGen.Evaluation;
using SynthGen.Files;

namespace SynthGen;

/// <summary>The file of results that a command writes, and the one that it compares with.</summary>
internal sealed class ResultFile : IDisposable
{
    private readonly ModuleCmdlet _command;
    private readonly string _path;
    private readonly string _file;
    private readonly ToolModelResultWriter _writer;

    private ResultFile(ModuleCmdlet command, string path, string file, ToolModelResultWriter writer) => (_command, _path, _file, _writer) = (command, path, file, writer);

    /// <summary>Begins a file; one that cannot be begun ends the command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="path">The path as given.</param>
    public static ResultFile Begin(ModuleCmdlet command, string path)
    {
        string file = OutputPath.Resolve(command, path, FilePlacement.Replace, force: false);
        try
        {
            return new ResultFile(command, path, file, new ToolModelResultWriter(file));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(Errors.Create(
                "ResultsNotCreated", ErrorCategory.OpenError, path, $"'{file}' cannot be begun: {DiskFull.Explain(error, file)}", "Check that files may be created in its folder.", error));
        }
    }

    /// <summary>Reads the results of another model; a file that cannot be read ends the command, a line that is not one is an error.</summary>
    /// <param name="command">The command.</param>
    /// <param name="path">The path as given.</param>
    public static ResultComparison ReadAgainst(AsyncCmdlet command, string path)
    {
        ResultComparison comparison = new(Path.GetFileName(path));
        if (InputPath.Resolve(command, [path], literal: true).FirstOrDefault() is not { } file)
        {
            throw new ConfigurationException(Errors.Create(
                "NoResults", ErrorCategory.ObjectNotFound, path, $"There are no results in '{path}' to compare with.", "Name a file that -ResultPath wrote."));
        }

        FaultLimit bad = new();
        try
        {
            foreach (ToolModelResultLine line in ToolModelResultFile.Read(file))
            {
                if (command.StopToken.IsCancellationRequested)
                    throw new PipelineStoppedException();
                if (line.Result is { } result)
                    comparison.AddAgainst(result);
                else if (bad.Add())
                    command.WriteError(Errors.Create("BadResultLine", ErrorCategory.InvalidData, $"{file}:{line.Number}", $"Line {line.Number} of '{file}' is not a result: {line.Problem}.", "The other lines are read."));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(Errors.Create("ResultsUnreadable", ErrorCategory.ReadError, path, $"'{file}' cannot be read: {error.Message}", "Check that it may be read.", error));
        }

        return comparison.Against > 0 ? comparison : throw new ConfigurationException(Errors.Create(
            "NoResults", ErrorCategory.InvalidData, path, $"'{file}' has no results to compare with.", "Name a file that -ResultPath wrote."));
    }

    /// <summary>Writes a result; that it cannot be written ends the command.</summary>
    public void Write(ToolModelResult result)
    {
        try
        {
            _writer.Write(result);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Stop(error);
        }
    }

    /// <summary>Puts the file in place, if the run is complete; otherwise says where the results are.</summary>
    public void End(bool isComplete)
    {
        if (!isComplete)
        {
            _command.WriteWarning($"The results so far are in '{_writer.PartialPath}'; '{_path}' is as it was before.");
            return;
        }

        try
        {
            _writer.Commit();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Stop(error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    private void Stop(Exception error) => _command.ThrowTerminatingError(Errors.Create(
        "ResultsNotWritten", ErrorCategory.WriteError, _path, $"'{_file}' cannot be written, and is as it was before: {DiskFull.Explain(error, _file)}",
        "Make room, or name another file; what the journal has is not asked for again.", error));
}
