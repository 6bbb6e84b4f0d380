using System.Management.Automation;
using SynthGen.Datasets;

namespace SynthGen.Commands;

/// <summary>Writes rows to a dataset file, which is put in its place when the last row is in it.</summary>
[Cmdlet(VerbsData.Export, "ToolDataset", SupportsShouldProcess = true)]
[OutputType(typeof(SyntheticQuery))]
public sealed class ExportToolDataset : FormatCmdlet, IDisposable
{
    private DatasetFile? _file;
    private bool _settled;

    /// <summary>The file; compressed with gzip if the name ends in .gz, Parquet if it ends in .parquet.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    public string Path { get; set; } = "";

    /// <summary>The rows.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>Adds the rows to those that the file has.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Does not replace a file that is there.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces a file even if it is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Hands the rows on as they are written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Closes the file. What a pipeline that ended early has written stays in the partial file.</summary>
    public void Dispose()
    {
        if (_file is null)
            return;

        _file.Dispose();
        if (!_settled && _file.Rows > 0)
            Interruption.Warn(this, $"The export ended early: '{_file.TargetPath}' is as it was before. The {_file.Rows} rows that came are in '{_file.PartialPath}'.");
        _settled = true;
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        DatasetOptions options = Options();
        FilePlacement placement = Append ? FilePlacement.Append : NoClobber ? FilePlacement.CreateNew : FilePlacement.Replace;
        string file = OutputPath.Resolve(this, Path, placement, Force);
        if (!ShouldProcess(file, Append ? "Append rows to dataset" : "Export dataset"))
            return;

        try
        {
            _file = DatasetFile.Create(file, placement, options);
            WriteVerbose($"Rows are collected in '{_file.PartialPath}'.");
        }
        catch (InvalidDataException error)
        {
            ThrowTerminatingError(Failure.Create(
                "DatasetDamaged", ErrorCategory.InvalidData, Path, $"Rows cannot follow what is in '{file}', or beside it: {error.Message}", "Import what can be read of it, and export that to another file.", error));
        }
        catch (NotSupportedException error)
        {
            ThrowTerminatingError(Failure.Create(
                "AppendNotPossible", ErrorCategory.InvalidArgument, Path, error.Message, "Import what is there, and export it with the new rows.", error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(Failure.Create(
                "DatasetNotCreated", ErrorCategory.OpenError, Path, $"'{file}' cannot be begun: {error.Message}", "Check that files may be created in its folder.", error));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        object? input = InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject;
        if (input is SyntheticQuery row)
        {
            Export(row);
        }
        else if (input is IEnumerable<object?> rows)
        {
            foreach (object? item in rows)
                Export(item is PSObject inner ? inner.BaseObject : item);
        }
        else
        {
            Export(input);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_file is null)
            return;

        // A run that gave nothing must not cost what an earlier one gave.
        if (_file.Rows == 0 && File.Exists(_file.TargetPath))
        {
            WriteWarning($"No rows came: '{_file.TargetPath}' stays as it was.");
            _settled = true;
            return;
        }

        if (_file.Rows == 0)
            WriteWarning($"No rows came: '{_file.TargetPath}' is an empty dataset.");
        try
        {
            long cut = _file.Commit();
            _settled = true;
            if (cut > 0)
                WriteWarning($"The last line of '{_file.TargetPath}' was torn: its {cut} bytes were cut off before the new rows.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            StopNotWritten(_file, error);
        }
    }

    private void Export(object? input)
    {
        if (input is not SyntheticQuery row)
        {
            WriteError(DatasetRows.NotARow(input));
            return;
        }

        try
        {
            _file?.Write(row);
        }
        catch (NotSupportedException error)
        {
            WriteError(Failure.Create(
                "RowNotInFormat",
                ErrorCategory.InvalidData,
                row,
                $"The row {row.Id}, '{row}' of page {row.Page}, has no place in the format {Format}: {error.Message}",
                "Change the row, or choose another -Format; the other rows are written.",
                error));
            return;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            WriteError(Failure.Create(
                "RowNotWritable",
                ErrorCategory.InvalidData,
                row,
                $"The row '{row}' of page {row.Page} cannot be said in JSON: {error.Message}",
                "Look for a number that is not finite, or for an object in its arguments that holds itself.",
                error));
            return;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            StopNotWritten(_file!, error);
        }

        if (PassThru)
            WriteObject(row);
    }

    private void StopNotWritten(DatasetFile file, Exception error)
    {
        _settled = true;
        ThrowTerminatingError(Failure.Create(
            "DatasetNotWritten",
            ErrorCategory.WriteError,
            Path,
            $"'{file.TargetPath}' cannot be written, and is as it was before: {error.Message}",
            $"What could be stored of {file.Rows} rows is in '{file.PartialPath}'.",
            error));
    }
}
