using System.Management.Automation;
using SynthGen.Backends;
using SynthGen.Conversion;
using SynthGen.Files;
using SynthGen.Pictures;
using SynthGen.Pictures.Charts;
using SynthGen.Reports;

namespace SynthGen.Commands;

/// <summary>Writes a report of a dataset, or of a model measured on it: one file of HTML with measures, pictures and examples, which needs no network.</summary>
[Cmdlet(VerbsData.Export, "ToolReport", DefaultParameterSetName = "Row", SupportsShouldProcess = true)]
[OutputType(typeof(void))]
public sealed class ExportToolReportCommand : AsyncCmdlet
{
    private const int MostModels = 2;

    private DatasetProfiler? _rows;
    private PageIndexArgument? _index;
    private WorkProgress? _progress;
    private string _file = "";

    /// <summary>The report's file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath", "PSPath")]
    public string Path { get; set; } = "";

    /// <summary>The rows.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = "Row")]
    [AllowNull]
    public PSObject?[] InputObject { get; set; } = [];

    /// <summary>The dataset: a file, or a folder with its sides.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Dataset")]
    [ValidateNotNullOrEmpty]
    public string DatasetPath { get; set; } = "";

    /// <summary>Another dataset, a file or a folder, which is shown beside the first.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Against { get; set; }

    /// <summary>The index of the document's pages, or the path of its file.</summary>
    [Parameter]
    [Alias("Index")]
    [ValidateNotNull]
    public object? PageIndex { get; set; }

    /// <summary>One or two files of results that Measure-ToolModel wrote.</summary>
    [Parameter]
    [ValidateCount(1, MostModels)]
    public string[] ModelResult { get; set; } = [];

    /// <summary>The seed that draws samples and examples.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>Opens the report.</summary>
    [Parameter]
    public SwitchParameter Open { get; set; }

    /// <summary>Does not replace a file that is there.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Replaces a file even if it is read-only.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private FilePlacement Placement => NoClobber ? FilePlacement.CreateNew : FilePlacement.Replace;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _file = OutputPath.Resolve(this, Path, Placement, Force);
        if (!ShouldProcess(_file, "Export report"))
            return;

        try
        {
            _index = PageIndex is null ? null : PageIndexArgument.OpenInProcess(this, PageIndex);
        }
        catch (ConfigurationException exception)
        {
            ThrowTerminatingError(exception.Error);
        }

        if (_index is { Index: not SynthGen.PageIndex })
            ThrowTerminatingError(PageIndexArgument.NotAnIndex(PageIndex!).Error);
        _rows = new DatasetProfiler(Seed);
        _progress = new WorkProgress(this, "Reporting on rows");
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_rows is null || ParameterSetName != "Row")
            return;

        foreach (PSObject? item in InputObject ?? [null])
        {
            if (this.TakeRow(item) is { } row)
                Add(_rows, row);
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_rows is null)
            return;

        DatasetProfile?[] sets = [ParameterSetName == "Dataset" ? Read(DatasetPath) : ToProfile(_rows, ""), Against is null ? null : Read(Against)];
        IReadOnlyList<ModelResults> models = ModelResultFiles.Read(this, [.. InputPath.Resolve(this, ModelResult, literal: true)], Seed);
        _progress!.Complete();
        ReportContent content = new() { Sets = [.. sets.OfType<DatasetProfile>()], Models = models, Index = _index?.Index as PageIndex, Seed = Seed, Command = Typed() };
        if (content.Sets.Count == 0 && models.Count == 0)
        {
            WriteWarning($"No rows came: '{_file}' {(File.Exists(_file) ? "stays as it was" : "is not written")}.");
            return;
        }

        Write(content);
        if (Open)
            Show();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _rows?.Dispose();
        _index?.Dispose();
    }

    private void Add(DatasetProfiler rows, DatasetRow row)
    {
        try
        {
            rows.Add(row);
            _progress!.Count(rows.Rows, 0, "rows");
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            WriteError(Errors.Create(
                "RowNotWritable", ErrorCategory.InvalidData, row, $"The row {row.Describe()} cannot be said in JSON: {error.Message}",
                "Look for a number that is not finite, or for an object in its arguments that holds itself; the other rows are in the report.", error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(Errors.TemporaryFile(error));
        }
    }

    private DatasetProfile? Read(string path)
    {
        if (DatasetFiles.Resolve(this, [path], literal: true).FirstOrDefault() is not { IsWhole: true } place)
            return null;

        using DatasetProfiler rows = new(Seed);
        bool areDatasets = true;
        foreach (DatasetPart part in place.Parts)
            areDatasets &= DatasetRows.Read(this, part.Path, row => Add(rows, part.Mark(row)));
        if (areDatasets && rows.Rows == 0)
            WriteError(Errors.Create("NoRows", ErrorCategory.InvalidData, place.Path, $"'{place.Path}' has no rows: there is nothing to report.", "Name a dataset that Export-ToolDataset wrote, or one in a format that it knows."));
        return ToProfile(rows, System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(place.Path)));
    }

    private DatasetProfile? ToProfile(DatasetProfiler rows, string name) => rows.Rows == 0 ? null : Run(stop => rows.ToProfile(name, _index?.Index as PageIndex, stop));

    private void Write(ReportContent content)
    {
        try
        {
            long bytes = Run(stop => ReportFile.Write(_file, Placement, content, LibraryLoadContext.Create<IChartRenderer>(), stop));
            WriteVerbose($"'{_file}' has {bytes / 1024:#,0} KB.");
        }
        catch (NotAFileException error)
        {
            ThrowTerminatingError(Errors.NotAFile(Path, error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(Errors.Create(
                "ReportNotWritten", ErrorCategory.WriteError, Path, $"'{_file}' cannot be written, and is as it was before: {DiskFull.Explain(error, _file)}", "Free some space, or write to another place.", error));
        }
    }

    private void Show()
    {
        if (!Await(Task.Run(() => DefaultProgram.TryOpen(_file))))
            WriteWarning($"'{_file}' is written, but no program could be started to open it. Open it by hand.");
    }

    private string? Typed() => CommandText.Of(CommandText.PipelineOf(MyInvocation), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));
}
