using System.Management.Automation;
using SynthGen.Datasets;

namespace SynthGen.Commands;

/// <summary>Reads dataset files back to the rows that they were written from.</summary>
[Cmdlet(VerbsData.Import, "ToolDataset", DefaultParameterSetName = "Path")]
[OutputType(typeof(SyntheticQuery))]
public sealed class ImportToolDataset : ImportCmdlet
{
    /// <summary>The format of the files; if left out, each file's is told from the keys of its first row.</summary>
    [Parameter]
    public DatasetFormat? Format { get; set; }

    /// <inheritdoc/>
    private protected override void Import(string file)
    {
        long last = 0;
        try
        {
            using Stream stream = DatasetFile.OpenRead(file, LibraryLoadContext.Create<IParquetCodec>);
            DatasetReader reader = new(stream, Format);
            foreach (DatasetLine line in reader.Read())
            {
                last = line.Number;
                if (line.Row is not null)
                    WriteObject(line.Row);
                else
                    WriteBadLine(file, line);
            }

            if (reader.UnknownKeys.Count > 0)
                WriteWarning($"'{file}' has what a row has no place for, and it was passed over: {string.Join(", ", reader.UnknownKeys)}.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            WriteError(Failure.Create(
                error is InvalidDataException ? "DatasetDamaged" : "DatasetUnreadable",
                error is InvalidDataException ? ErrorCategory.InvalidData : ErrorCategory.ReadError,
                file,
                $"'{file}' cannot be read beyond line {last}: {error.Message}",
                error is InvalidDataException ? "It is not whole, or not what its name says; the rows before were read." : "Check that it may be read.",
                error));
        }
    }

    private void WriteBadLine(string file, DatasetLine line) => WriteError(Failure.Create(
        "BadDatasetLine",
        ErrorCategory.InvalidData,
        $"{file}:{line.Number}",
        $"Line {line.Number} of '{file}' is not a row: {line.Problem}.",
        "Correct the line or remove it; the others are read."));
}
