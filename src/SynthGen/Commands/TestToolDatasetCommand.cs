using System.Management.Automation;
using SynthGen.Datasets;
using SynthGen.Datasets.Folders;
using SynthGen.Datasets.Formats;
using SynthGen.Datasets.Validation;
using SynthGen.Files;

namespace SynthGen.Commands;

/// <summary>Checks dataset files against their format's rules and folders against their manifest. Writes a corrected copy on demand.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ToolDataset", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
[OutputType(typeof(ValidationIssue))]
public sealed class TestToolDatasetCommand : ImportCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private string? _destination;
    private bool _taken;

    /// <summary>The format of the files; by default the keys of each file's first row decide.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(FileFormatCompleter))]
    [ValidateFileFormat]
    public DatasetFormat? Format { get; set; }

    /// <summary>Writes a copy with every error corrected that can be.</summary>
    [Parameter]
    public SwitchParameter Fix { get; set; }

    /// <summary>The corrected copy; compressed with gzip if the name ends in .gz.</summary>
    [Parameter]
    public string? Destination { get; set; }

    /// <summary>Replaces a copy even if it is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Fix != Destination is not null)
        {
            ThrowTerminatingError(Errors.Create(
                "FixNeedsDestination", ErrorCategory.InvalidArgument, Destination, "-Fix and -Destination go together.", "Give both for a corrected copy, or neither."));
        }

        if (Destination is null)
            return;
        if (Destination.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
        {
            ThrowTerminatingError(Errors.Create(
                "FixNotToParquet", ErrorCategory.InvalidArgument, Destination, "A corrected copy is lines of JSON.", "Name a .jsonl file; import it and export it to .parquet."));
        }

        _destination = OutputPath.Resolve(this, Destination, FilePlacement.Replace, Force);
    }

    // A sound file writes nothing, so Ctrl-C must end its check here.
    /// <inheritdoc/>
    protected override void StopProcessing() => _stopping.Cancel();

    /// <inheritdoc/>
    private protected override bool TakesFolder => true;

    /// <inheritdoc/>
    private protected override void Import(string file)
    {
        if (Directory.Exists(file))
        {
            CheckFolder(file);
            return;
        }

        if (_destination is null)
        {
            Check(file, null);
            return;
        }

        if (_taken)
        {
            WriteError(Errors.Create(
                "DestinationTaken", ErrorCategory.InvalidArgument, file, $"'{_destination}' is the copy of another file.", "Correct one file at a time."));
            return;
        }

        if (!ShouldProcess(_destination, $"Write a corrected copy of '{file}'"))
            return;

        _taken = true;
        try
        {
            using CorrectedCopy copy = new(_destination);
            if (Check(file, copy.Stream))
                copy.Commit();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            WriteError(Errors.Create(
                "CopyNotWritten", ErrorCategory.WriteError, file, $"'{_destination}' cannot be written, and is as it was before: {DiskFull.Explain(error, _destination)}", "Check the disk, and that files may be created in the folder.", error));
        }
    }

    private void CheckFolder(string folder)
    {
        if (Fix || Format is not null)
        {
            WriteError(Errors.Create(
                "NotForFolder", ErrorCategory.InvalidArgument, folder, $"'{folder}' is a folder: its manifest names the format, and is no longer true of what is corrected.", "Leave out -Fix and -Format, or name a file."));
            return;
        }

        WorkProgress progress = new(this, "Testing datasets");
        FolderValidator validator = new(folder, LibraryLoadContext.Create<IParquetCodec>, file => DatasetRows.Watch(progress, file));
        try
        {
            foreach (ValidationIssue finding in validator.Check(_stopping.Token))
                WriteObject(finding);
            progress.Complete();
            WriteVerbose($"'{folder}' has {validator.Rows} rows.");
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            WriteError(Errors.Create(
                "DatasetUnreadable", ErrorCategory.ReadError, folder, $"'{folder}' cannot be checked to its end: {error.Message}", "Check that its files may be read.", error));
        }
    }

    private bool Check(string file, Stream? copy)
    {
        try
        {
            WorkProgress progress = new(this, "Testing datasets");
            using Stream stream = DatasetFile.OpenRead(file, LibraryLoadContext.Create<IParquetCodec>, _stopping.Token, DatasetRows.Watch(progress, file));
            DatasetValidator validator = new(Format, file, copy);
            foreach (ValidationIssue finding in validator.Check(stream, _stopping.Token))
                WriteObject(finding with { File = file });
            progress.Complete();
            WriteVerbose($"'{file}' has {validator.Rows} rows in the format {validator.Format ?? DatasetFormats.Canonical}.");
            return true;
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            WriteError(DatasetErrors.NotRead(file, "checked to its end", error));
            return false;
        }
    }
}
