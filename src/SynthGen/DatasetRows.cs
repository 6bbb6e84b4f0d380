using System.Management.Automation;
using SynthGen.Datasets;
using SynthGen.Files;

namespace SynthGen;

/// <summary>Reads the rows of dataset files, with an error for each line that is not a row, up to <see cref="FaultLimit.MostReported"/>.</summary>
internal static class DatasetRows
{
    /// <summary>Passes every row of a file to <paramref name="take"/>. Without a format the first row decides it.</summary>
    public static void Read(ModuleCmdlet cmdlet, string file, Action<SyntheticQuery> take, DatasetFormat? format = null)
    {
        long last = 0;
        FaultLimit bad = new();
        try
        {
            using Stream stream = DatasetFile.OpenRead(file, LibraryLoadContext.Create<IParquetCodec>);
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
                    cmdlet.WriteError(BadLine(file, line));
            }

            if (reader.UnknownKeys.Count > 0)
                cmdlet.WriteWarning($"'{file}' has values that a row has no place for; they were ignored: {string.Join(", ", reader.UnknownKeys)}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            cmdlet.WriteError(Errors.Create(
                error is InvalidDataException ? "DatasetDamaged" : "DatasetUnreadable",
                error is InvalidDataException ? ErrorCategory.InvalidData : ErrorCategory.ReadError,
                file,
                $"'{file}' cannot be read beyond line {last}: {error.Message}",
                error is InvalidDataException ? "It is not whole, or not what its name says; the rows before were read." : "Check that it may be read.",
                error));
        }

        if (bad.Rest > 0)
        {
            cmdlet.WriteError(Errors.Create(
                "BadDatasetLines", ErrorCategory.InvalidData, file, $"{bad.Rest:#,0} more lines of '{file}', up to line {last:#,0}, are not rows.",
                "See whether it is a dataset, and of which format; what could be read was read."));
        }
    }

    private static ErrorRecord BadLine(string file, DatasetLine line) => Errors.Create(
        "BadDatasetLine",
        ErrorCategory.InvalidData,
        $"{file}:{line.Number}",
        $"Line {line.Number} of '{file}' is not a row: {line.Problem}.",
        "Correct the line or remove it; the others are read.");
}
