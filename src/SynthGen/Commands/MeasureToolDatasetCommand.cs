using System.Management.Automation;
using SynthGen.Conversion;
using SynthGen.Datasets.Review;
using SynthGen.Quality.Measures;
using SynthGen.Review;

namespace SynthGen.Commands;

/// <summary>Measures how balanced, diverse and proven the rows of a dataset are.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "ToolDataset", DefaultParameterSetName = "Row")]
[OutputType(typeof(DatasetMeasure), typeof(MeasureComparison))]
public sealed class MeasureToolDatasetCommand : AsyncCmdlet
{
    private DatasetMeter? _meter;
    private ReviewBook? _book;
    private ReviewTally? _tally;
    private DatasetMeasure? _against;
    private WorkProgress? _progress;
    private bool _any;
    private long _rows;
    private bool _anyFile;

    /// <summary>The rows.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Row")]
    [AllowNull]
    public PSObject?[] InputObject { get; set; } = [];

    /// <summary>The files of the dataset, or its folder; wildcards are resolved.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files of the dataset, or its folder, taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Another dataset, a file or a folder, whose measures stand beside those of the first.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Against { get; set; }

    /// <summary>How many pages the document has.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? PageCount { get; set; }

    /// <summary>The number of queries that self-BLEU is measured on.</summary>
    [Parameter]
    [ValidateRange(2, 100_000)]
    public int SampleSize { get; set; } = DatasetMeter.SampleSize;

    /// <summary>The seed that draws the sample.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>Review files of Show-ToolDataset, whose decisions are counted.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Review { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _book = Review.Length == 0 ? null : ReviewInput.Read(this, Review, StopToken);
        _meter = NewMeter();
        _tally = NewTally();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName != "Row")
            return;

        foreach (PSObject? item in InputObject ?? [null])
        {
            if (FileOf(item) is { } places)
            {
                foreach (DatasetPlace place in places)
                    Write(Read([place], place.Path, NewTally()));
            }
            else if (this.TakeRow(item) is { } row)
            {
                Add(_meter!, row);
                _tally?.Add(row);
                _any = true;
                (_progress ??= new WorkProgress(this, "Measuring rows")).Count(++_rows, 0, "rows");
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _progress?.Complete();
        if (ParameterSetName != "Row")
            Write(ReadPath(ParameterSetName == "Path" ? Path : LiteralPath, ParameterSetName != "Path", NewTally()));
        else if (_any)
            Write(Reviewed(Measure(_meter!, ""), _tally));
        else if (!_anyFile)
            WriteWarning("No rows came: there is nothing to measure.");
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _meter?.Dispose();

    // The files that an object names, unless it is a row.
    private IEnumerable<DatasetPlace>? FileOf(PSObject? item)
    {
        if (item is null or { BaseObject: DatasetRow } || RecordReader.Of(item)?.Has("Query") == true || RowRecords.IsConversation(item) || FileRecords.PathOf(item, out bool isLiteral) is not { } path)
            return null;
        _anyFile = true;
        return DatasetFiles.Resolve(this, [path], isLiteral);
    }

    private void Write(DatasetMeasure? measure)
    {
        if (measure is null)
            return;
        if (Against is null)
            WriteObject(measure);
        else if ((_against ??= ReadPath([Against], true, null)) is { } other)
            WriteObject(measure.CompareTo(other), enumerateCollection: true);
    }

    private DatasetMeasure? ReadPath(string[] paths, bool literal, ReviewTally? tally)
    {
        DatasetPlace[] places = [.. DatasetFiles.Resolve(this, paths, literal)];
        return places.Length == 0 ? null : Read(places, places is [var only] ? only.Path : string.Join(", ", paths), tally);
    }

    // Several files are one dataset. Measures of what is not whole would be those of another one.
    private DatasetMeasure? Read(IReadOnlyList<DatasetPlace> places, string name, ReviewTally? tally)
    {
        if (!places.All(place => place.IsWhole))
            return null;

        using DatasetMeter meter = NewMeter();
        bool any = false, areDatasets = true;
        foreach (DatasetPart part in places.SelectMany(place => place.Parts))
        {
            areDatasets &= DatasetRows.Read(this, part.Path, row =>
            {
                any = true;
                Add(meter, part.Mark(row));
                tally?.Add(row);
            });
        }

        if (any)
            return Reviewed(Measure(meter, places.Count == 1 ? System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(name)) : name), tally);
        if (areDatasets)
            WriteNoRows(name);
        return null;
    }

    // A temporary file that fails is not the fault of the file that is read.
    private void Add(DatasetMeter meter, DatasetRow row)
    {
        try
        {
            meter.Add(row);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(Errors.TemporaryFile(error));
        }
    }

    private DatasetMeasure Measure(DatasetMeter meter, string name)
    {
        try
        {
            return Run(stop => meter.Measure(name, PageCount, stop));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(Errors.TemporaryFile(error));
            throw;
        }
    }

    private void WriteNoRows(string file) =>
        WriteError(Errors.Create("NoRows", ErrorCategory.InvalidData, file, $"'{file}' has no rows: there is nothing to measure.", "Name a dataset that Export-ToolDataset wrote, or one in a format that it knows."));

    private DatasetMeasure Reviewed(DatasetMeasure measure, ReviewTally? tally)
    {
        ReviewInput.WarnOfStrays(this, tally?.Strays ?? 0);
        return measure with { Review = tally?.Measure() };
    }

    private ReviewTally? NewTally() => _book is null ? null : new ReviewTally(_book);

    private DatasetMeter NewMeter() => new(SampleSize, Seed);
}
