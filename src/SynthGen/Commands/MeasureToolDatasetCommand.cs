using System.Management.Automation;
using SynthGen.Quality.Measures;

namespace SynthGen.Commands;

/// <summary>Measures how balanced, diverse and proven the rows of a dataset are.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "ToolDataset", DefaultParameterSetName = "Row")]
[OutputType(typeof(DatasetMeasure), typeof(MeasureComparison))]
public sealed class MeasureToolDatasetCommand : AsyncCmdlet
{
    private DatasetMeter? _meter;

    /// <summary>The rows.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = "Row")]
    [AllowNull]
    public PSObject?[] InputObject { get; set; } = [];

    /// <summary>The dataset file.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [Alias("LiteralPath", "PSPath")]
    public string Path { get; set; } = "";

    /// <summary>Another dataset file, whose measures stand beside those of the first.</summary>
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

    /// <inheritdoc/>
    protected override void BeginProcessing() => _meter = new DatasetMeter(SampleSize, Seed);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Path")
            return;

        foreach (PSObject? item in InputObject ?? [null])
        {
            if (item?.BaseObject is SyntheticQuery row)
                _meter!.Add(row);
            else
                WriteError(DatasetRows.NotARow(item?.BaseObject));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        DatasetMeasure? measure = ParameterSetName == "Path" ? Read(Path, _meter!) : Run(stop => _meter!.Measure("", PageCount, stop));
        if (measure is null || Against is null)
            WriteObject(measure);
        else if (Read(Against, new DatasetMeter(SampleSize, Seed)) is { } other)
            WriteObject(measure.CompareTo(other), enumerateCollection: true);
    }

    private DatasetMeasure? Read(string path, DatasetMeter meter)
    {
        if (InputPath.Resolve(this, [path], literal: true).FirstOrDefault() is not { } file)
            return null;

        DatasetRows.Read(this, file, meter.Add);
        return Run(stop => meter.Measure(System.IO.Path.GetFileName(file), PageCount, stop));
    }
}
