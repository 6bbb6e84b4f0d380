using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Conversion;
using SynthGen.Datasets;
using SynthGen.Datasets.Folders;
using SynthGen.Datasets.Formats.Beir;
using SynthGen.Files;
using SynthGen.Pictures.Charts;

namespace SynthGen.Commands;

/// <summary>Writes rows to a dataset file, or to a folder with a file for each side of a split. It takes its place only when the last row is in it.</summary>
[Cmdlet(VerbsData.Export, "ToolDataset", DefaultParameterSetName = "File", SupportsShouldProcess = true)]
[OutputType(typeof(SyntheticQuery), typeof(ToolConversation))]
public sealed class ExportToolDatasetCommand : FormatCmdlet, IDisposable
{
    private const long LeastFileSize = 1024;

    private IDatasetOutput? _file;
    private WorkProgress? _progress;
    private ExportCondition _condition = null!;
    private ShardExport? _shard;
    private bool _settled;

    /// <summary>The file; compressed with gzip if the name ends in .gz, Parquet if it ends in .parquet. With -Split, the folder.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    public string Path { get; set; } = "";

    /// <summary>The rows.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>The index with the rows' pages, for the format Beir: as New-PageIndex gives it, or the path of its file.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? PageIndex { get; set; }

    /// <summary>Adds the rows to those that the file has.</summary>
    [Parameter(ParameterSetName = "File")]
    public SwitchParameter Append { get; set; }

    /// <summary>The name of the variable that -ShardVariable of Select-PageShard fills: the file is that shard's.</summary>
    [Parameter(ParameterSetName = "File")]
    [ValidateNotNullOrEmpty]
    public string? Shard { get; set; }

    /// <summary>Writes a file for each side that Split-ToolDataset marked rows for, into the folder -Path.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Folder")]
    public SwitchParameter Split { get; set; }

    /// <summary>How the files' names end.</summary>
    [Parameter(ParameterSetName = "Folder")]
    [ValidateSet(".jsonl", ".jsonl.gz", ".parquet")]
    public string Extension { get; set; } = ".jsonl";

    /// <summary>The most bytes of a file, before any compression; a side with more has several files.</summary>
    [Parameter(ParameterSetName = "Folder")]
    [ValidateRange(LeastFileSize, long.MaxValue)]
    public long MaxFileSize { get; set; } = new DatasetFolderOptions().MaxFileSize;

    /// <summary>Adds a dataset card, README.md, and a manifest.</summary>
    [Parameter(ParameterSetName = "Folder")]
    public SwitchParameter Card { get; set; }

    /// <summary>The license that the card names.</summary>
    [Parameter(ParameterSetName = "Folder")]
    [ValidateNotNullOrEmpty]
    public string? License { get; set; }

    /// <summary>The languages that the card names, as ISO 639 codes.</summary>
    [Parameter(ParameterSetName = "Folder")]
    [ValidateNotNullOrEmpty]
    public string[] Language { get; set; } = [];

    /// <summary>Does not replace a file that is there.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces a file even if it is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The names of the variables that -OutcomeVariable of New-SyntheticQuery and Test-SyntheticQuery fill: only what all of them call complete is exported.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] CompleteOnly { get; set; } = [];

    /// <summary>The fewest rows that are exported.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MinimumRow { get; set; }

    /// <summary>Hands the rows on as they are written.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Closes the file. If the pipeline ended early, its rows stay in the partial file.</summary>
    public void Dispose()
    {
        if (_file is null)
            return;

        if (_settled)
        {
            _file.Dispose();
            return;
        }

        _settled = true;
        string rows = Release(_file);
        if (_file.Rows > 0)
            WarnAtEnd($"The export ended early: '{_file.TargetPath}' is as it was before. {rows}");
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        OutputVariable[] outcomes = [.. CompleteOnly.Select(name => OutputVariable.Of(this, nameof(CompleteOnly), name, canAdd: false)!)];
        _condition = new ExportCondition(outcomes, MinimumRow, mayBeEmpty: Shard is not null);
        DatasetOptions options = Options();
        if (Shard is not null)
            BeginShard(outcomes);
        FilePlacement placement = Append ? FilePlacement.Append : NoClobber ? FilePlacement.CreateNew : FilePlacement.Replace;
        if (!Card && (License is not null || Language.Length > 0))
        {
            ThrowTerminatingError(Errors.Create(
                "CardMissing", ErrorCategory.InvalidArgument, Path, "-License and -Language are what a dataset card says.", "Add -Card, or leave them out."));
        }

        if (Format.IsFolder)
        {
            BeginBeir(placement);
            return;
        }

        if (PageIndex is not null)
        {
            ThrowTerminatingError(Errors.Create(
                "ParameterNotForFormat", ErrorCategory.InvalidArgument, nameof(PageIndex), $"-PageIndex means nothing to the format {Format}.", "Leave it out, or choose -Format Beir."));
        }

        DatasetFolderOptions folder = new() { File = options, Placement = placement, Extension = Extension, MaxFileSize = MaxFileSize, Card = Card ? new DatasetCardOptions(License, Language) { Charts = LibraryLoadContext.Create<IChartRenderer> } : null };
        string file = Split ? OutputPath.ResolveFolder(this, Path, FolderNames(folder), placement, Force) : OutputPath.Resolve(this, _shard?.Path ?? Path, placement, Force);
        if (!ShouldProcess(file, Append ? "Append rows to dataset" : Split ? "Export dataset with its splits" : "Export dataset"))
            return;

        try
        {
            _file = Split ? DatasetFolder.Create(file, folder) : _shard?.Create(file, placement) ?? (IDatasetOutput)DatasetFile.Create(file, placement, options);
            if (!Split)
                WriteVerbose($"Rows are collected in '{_file.PartialPaths[0]}'.");
        }
        catch (InvalidDataException error)
        {
            ThrowTerminatingError(Errors.Create(
                "DatasetDamaged", ErrorCategory.InvalidData, Path, $"Rows cannot follow what is in '{file}', or beside it: {error.Message}", "Import what can be read of it, and export that to another file.", error));
        }
        catch (NotSupportedException error)
        {
            ThrowTerminatingError(Errors.Create(
                "AppendNotPossible", ErrorCategory.InvalidArgument, Path, error.Message, "Import what is there, and export it with the new rows.", error));
        }
        catch (NotAFileException error)
        {
            ThrowTerminatingError(Errors.NotAFile(error.FilePath, error));
        }
        catch (FileInUseException error)
        {
            ThrowTerminatingError(Errors.Create(
                "DatasetInUse", ErrorCategory.ResourceBusy, Path, error.Message, "Wait for the other export, or name another folder.", error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(Errors.Create(
                "DatasetNotCreated", ErrorCategory.OpenError, Path, $"'{file}' cannot be begun: {DiskFull.Explain(error, file)}", "Check that files may be created in its folder.", error));
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (RecordReader.Bare(InputObject) is IEnumerable<object?> rows)
        {
            foreach (object? item in rows)
                Export(item);
        }
        else
        {
            Export(InputObject);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_file is null)
            return;

        _progress?.Complete();
        if ((_condition.Refuse(_file, Path, SessionState) ?? _shard?.Complete()) is { } refusal)
        {
            Abandon(_file);
            ThrowTerminatingError(refusal);
        }

        // A run that gave nothing must not cost what an earlier one gave.
        if (_file.Rows == 0 && _shard is null && (Split || Format.IsFolder || File.Exists(_file.TargetPath)))
        {
            WriteWarning($"No rows came: '{_file.TargetPath}' stays as it was.");
            _settled = true;
            return;
        }

        if (_file.Rows == 0 && _shard is null)
            WriteWarning($"No rows came: '{_file.TargetPath}' is an empty dataset.");
        try
        {
            long cut = _file.Commit();
            _settled = true;
            if (cut > 0)
                WriteWarning($"The last line of '{_file.TargetPath}' was torn: its {cut} bytes were cut off before the new rows.");
        }
        catch (RowsVaryException error)
        {
            _settled = true;
            ThrowTerminatingError(Errors.Create(
                "ParquetRowsVary",
                ErrorCategory.InvalidData,
                Path,
                $"'{_file.TargetPath}' is as it was before, for in Parquet all rows of the format {Format} have arguments of the same types: {error.Message}",
                $"Export to a .jsonl file, whose rows keep their own arguments. The {_file.Rows} rows are in '{string.Join("', '", _file.PartialPaths)}'.",
                error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            StopNotWritten(_file, error);
        }
    }

    // As a path of the file system; one of another provider has its own error.
    private IEnumerable<string> FolderNames(DatasetFolderOptions folder)
    {
        try
        {
            return DatasetFolder.FileNames(folder, SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path));
        }
        catch (Exception error) when (error is SessionStateException or PSNotSupportedException or PSArgumentException or IOException or UnauthorizedAccessException)
        {
            return DatasetFolder.FileNames(folder);
        }
    }

    private void BeginShard(OutputVariable[] outcomes)
    {
        if (Append)
        {
            ThrowTerminatingError(Errors.Create(
                "ShardAppended", ErrorCategory.InvalidArgument, Path, "A shard is written whole, and nothing is added to it.", "Leave out -Append: the same command replaces the shard."));
        }

        try
        {
            _shard = ShardExport.Begin(this, outcomes);
        }
        catch (ConfigurationException exception)
        {
            ThrowTerminatingError(exception.Error);
        }
    }

    private void BeginBeir(FilePlacement placement)
    {
        string[] wrong = [.. new[] { nameof(Append), nameof(Split), nameof(Extension), nameof(MaxFileSize), nameof(Card) }.Where(MyInvocation.BoundParameters.ContainsKey)];
        if (wrong.Length > 0)
        {
            ThrowTerminatingError(Errors.Create(
                "ParameterNotForFormat", ErrorCategory.InvalidArgument, wrong[0], $"-{wrong[0]} means nothing to the format {Format}.",
                "Leave it out: -Path is a folder, and rows that Split-ToolDataset marked are judged side by side in it."));
        }

        if (PageIndex is null)
        {
            ThrowTerminatingError(Errors.Create(
                "PageIndexMissing", ErrorCategory.InvalidArgument, Path, $"The format {Format} has the pages of the document, which rows do not hold.", "Give -PageIndex what New-PageIndex makes of them."));
        }

        string folder = OutputPath.ResolveFolder(this, Path, [], placement, Force);
        if (!ShouldProcess(folder, "Export dataset"))
            return;

        try
        {
            using PageIndexArgument index = PageIndexArgument.OpenPages(this, PageIndex!);
            _file = BeirFolder.Create(folder, mayReplace: !NoClobber, index.Pages);
        }
        catch (ConfigurationException exception)
        {
            ThrowTerminatingError(exception.Error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(Errors.Create(
                "DatasetNotCreated", ErrorCategory.OpenError, Path, $"'{folder}' cannot be begun: {DiskFull.Explain(error, folder)}", "Name a folder that is not there yet, or one that an earlier export made.", error));
        }
    }

    private void Export(object? input)
    {
        if (this.TakeRow(input) is not { } row)
            return;

        if (_shard?.Refuse(row) is { } refusal)
        {
            if (_file is not null)
                Abandon(_file);
            ThrowTerminatingError(refusal);
        }

        if (Split && row.Split is null)
        {
            WriteError(Errors.Create(
                "RowNotMarked", ErrorCategory.InvalidData, row, $"The row {row.Id}, {row.Describe()}, is on no side of a split.",
                "Put Split-ToolDataset before; the other rows are written."));
            return;
        }

        try
        {
            _file?.Write(row);
            (_progress ??= new WorkProgress(this, "Writing rows")).Count(_file?.Rows ?? 0, 0, "rows");
        }
        catch (NotSupportedException error)
        {
            WriteError(Errors.Create(
                "RowNotInFormat",
                ErrorCategory.InvalidData,
                row,
                $"The row {row.Id}, {row.Describe()}, has no place in the format {Format}: {error.Message}",
                "Change the row, or choose another -Format; the other rows are written.",
                error));
            return;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            WriteError(Errors.Create(
                "RowNotWritable",
                ErrorCategory.InvalidData,
                row,
                $"The row {row.Describe()} cannot be said in JSON: {error.Message}",
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

    private void Abandon(IDatasetOutput file)
    {
        _settled = true;
        file.Discard();
    }

    private void StopNotWritten(IDatasetOutput file, Exception error)
    {
        _settled = true;
        string rows = Release(file);
        ThrowTerminatingError(Errors.Create(
            "DatasetNotWritten",
            ErrorCategory.WriteError,
            Path,
            $"'{file.TargetPath}' cannot be written, and is as it was before: {DiskFull.Explain(error, file.TargetPath)}",
            $"Free some space, or write to another place. {rows}",
            error));
    }

    // Ends writing. Who wants nothing but whole datasets gets no parts of one either, however often a script is tried.
    private string Release(IDatasetOutput file)
    {
        if (CompleteOnly.Length == 0)
        {
            file.Dispose();
            return $"What could be stored of {file.Rows} rows is in '{string.Join("', '", file.PartialPaths)}'.";
        }

        file.Discard();
        return $"The {file.Rows} rows that came were not kept; a journal (-JournalPath) keeps what a run has.";
    }
}
