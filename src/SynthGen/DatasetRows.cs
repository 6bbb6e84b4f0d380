using System.Management.Automation;
using SynthGen.Datasets;
using SynthGen.Files;

namespace SynthGen;

/// <summary>Reads the rows of dataset files, with an error for each line that is not a row, up to <see cref="FaultLimit.MostReported"/>.</summary>
internal static class DatasetRows
{
    /// <summary>Passes every row of a file to <paramref name="take"/>. Without a format the first row decides it.</summary>
    /// <returns>False if an error says that the file may be of another kind.</returns>
    public static bool Read(ModuleCmdlet cmdlet, string file, Action<DatasetRow> take, DatasetFormat? format = null)
    {
        long last = 0;
        WorkProgress progress = new(cmdlet, "Reading datasets");
        FaultLimit bad = new();
        try
        {
            using Stream stream = DatasetFile.OpenRead(file, LibraryLoadContext.Create<IParquetCodec>, default, Watch(progress, file));
            DatasetReader reader = new(stream, format);
            foreach (DatasetLine line in reader.Read())
            {
                // The callback may write nothing, so Ctrl-C must end the loop here.
                if (cmdlet.Stopping)
                    throw new PipelineStoppedException();
                last = line.Number;
                if (line.Row is not null)
                    take(line.Row);
                else if (bad.Add())
                    cmdlet.WriteError(BadLine(file, line.Number, line.Problem));
            }

            if (reader.UnknownKeys.Count > 0)
                cmdlet.WriteWarning($"'{file}' has values that a row has no place for; they were ignored: {string.Join(", ", reader.UnknownKeys)}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            cmdlet.WriteError(DatasetErrors.NotRead(file, $"read beyond line {last}", error));
            return error is not NotADatasetException;
        }

        progress.Complete();
        if (bad.Rest > 0)
        {
            cmdlet.WriteError(BadLines(file, bad.Rest, last));
        }

        return bad.Rest == 0;
    }

    /// <summary>Shows how much of a file is read.</summary>
    public static Action<long> Watch(WorkProgress progress, string file)
    {
        FileInfo info = new(file);
        long length = info.Exists ? info.Length : 0;
        return read => progress.Bytes(read, length, info.Name);
    }

    /// <summary>The error of a line that is not a row.</summary>
    public static ErrorRecord BadLine(string file, long number, string? problem) => Errors.Create(
        "BadDatasetLine",
        ErrorCategory.InvalidData,
        $"{file}:{number}",
        $"Line {number} of '{file}' is not a row: {problem}.",
        "Correct the line or remove it; the others are read.");

    /// <summary>The error of further lines that are not rows.</summary>
    public static ErrorRecord BadLines(string file, long count, long last) => Errors.Create(
        "BadDatasetLines", ErrorCategory.InvalidData, file, $"{count:#,0} more lines of '{file}', up to line {last:#,0}, are not rows.",
        "See whether it is a dataset, and of which format; what could be read was read.");
}
