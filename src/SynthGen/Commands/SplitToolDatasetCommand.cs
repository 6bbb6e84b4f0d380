using System.Management.Automation;
using SynthGen.Conversion;
using SynthGen.Datasets.Splits;

namespace SynthGen.Commands;

/// <summary>Marks rows as training, validation or test, so that no page and no near copy is on two sides.</summary>
[Cmdlet(VerbsCommon.Split, "ToolDataset")]
[OutputType(typeof(SyntheticQuery), typeof(ToolConversation))]
public sealed class SplitToolDatasetCommand : AsyncCmdlet
{
    private DatasetSplitter? _splitter;
    private readonly List<DatasetRow> _rejectedRows = [];
    private OutputVariable? _rejected, _summary;
    private WorkProgress? _progress;
    private long _rows;

    /// <summary>The rows.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject?[] InputObject { get; set; } = [];

    /// <summary>The share to train on.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double Train { get; set; } = .8;

    /// <summary>The share to validate with.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double Validation { get; set; } = .1;

    /// <summary>The share to test with.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double Test { get; set; } = .1;

    /// <summary>Which rows stay together.</summary>
    [Parameter]
    public SplitGrouping By { get; set; }

    /// <summary>The number of pages in a block.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int BlockSize { get; set; } = DatasetSplitOptions.DefaultBlockSize;

    /// <summary>The seed that draws the split.</summary>
    [Parameter]
    public int Seed { get; set; }

    /// <summary>Replaces the marks that rows already have.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The name of a variable that receives the rows that were left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RejectedVariable { get; set; }

    /// <summary>The name of a variable that receives the SplitSummary.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SummaryVariable { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _rejected = OutputVariable.Of(this, nameof(RejectedVariable), RejectedVariable);
        _summary = OutputVariable.Of(this, nameof(SummaryVariable), SummaryVariable);
        if (MyInvocation.BoundParameters.ContainsKey(nameof(BlockSize)) && By != SplitGrouping.PageBlock)
        {
            ThrowTerminatingError(Errors.Create(
                "BlockSizeWithoutPageBlock", ErrorCategory.InvalidArgument, BlockSize, $"-BlockSize means nothing with -By {By}.", "Use -By PageBlock with it."));
        }

        DatasetSplitOptions options = Options();
        if (!options.IsWhole)
        {
            ThrowTerminatingError(Errors.Create(
                "SharesNotWhole", ErrorCategory.InvalidArgument, options,
                FormattableString.Invariant($"-Train {options.Train}, -Validation {options.Validation} and -Test {options.Test} do not add up to 1."),
                "Once one of them is given, those left out are 0."));
        }

        _splitter = new DatasetSplitter(options);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject? item in InputObject ?? [null])
        {
            if (this.TakeRow(item) is not { } row)
                continue;
            (_progress ??= new WorkProgress(this, "Splitting rows")).Count(++_rows, 0, "rows");
            Place(stop => _splitter!.Add(row, stop));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        Place(_splitter!.Complete);
        _progress?.Complete();
        SplitSummary summary = Guard(() => _splitter.Summary);
        if (summary.Copies > 0)
            WriteWarning($"{summary.Copies} of {summary.Rows} rows were left out: their queries are copies, exact or near, of rows on another side.{(_rejected is null ? " -RejectedVariable keeps them." : "")}");
        if (summary.Apart > 0)
        {
            WriteWarning(
                $"{summary.Apart} of {summary.Rows} rows were left out: they are conversations over several pages, which are on different sides. -By Source keeps all pages of a document together, -By PageBlock with a larger -BlockSize neighbouring ones.{(_rejected is null ? " -RejectedVariable keeps the conversations." : "")}");
        }

        foreach (SplitSide side in summary.Sides.Where(side => side.Rows > 0))
        {
            if (side.Tools.Where(tool => tool.Calls == 0 && summary.Sides.Any(other => other.Tools.Any(known => known.Name == tool.Name && known.Calls > 0))).ToArray() is { Length: > 0 } missing)
                WriteWarning($"No row of {side.Split} calls {string.Join(" or ", missing.Select(tool => tool.Name))}, which other rows call.");
        }

        WriteInformation(summary, ["SynthGen"]);
    }

    /// <summary>Sets the variables. This happens here because a stopped pipeline has left out rows too.</summary>
    protected override void Dispose(bool disposing)
    {
        if (_splitter is not { } splitter)
            return;
        _splitter = null;
        _rejected?.StoreAll(SessionState, _rejectedRows);
        try
        {
            if (_summary is not null)
                _summary.Store(SessionState, splitter.Summary);
        }
        catch (IOException)
        {
            // An error has said that a temporary file failed.
        }
        finally
        {
            splitter.Dispose();
        }
    }

    private void Place(Func<CancellationToken, IEnumerable<SplitPlacement>> take)
    {
        using IEnumerator<SplitPlacement> placed = Guard(() => Run(take)).GetEnumerator();
        while (Guard(placed.MoveNext))
            Write(placed.Current);
    }

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(Errors.TemporaryFile(error));
            throw;
        }
    }

    private void Write(SplitPlacement placement)
    {
        DatasetRow row = placement.Row;
        if (placement.Status == SplitStatus.Placed)
        {
            WriteObject(row);
            return;
        }

        if (_rejected is not null)
            _rejectedRows.Add(row);
        if (placement.Status == SplitStatus.Torn)
        {
            WriteError(Errors.Create(
                "PageOnTwoSides", ErrorCategory.InvalidData, row,
                $"The row {row.Id}, {row.Describe()}, is marked {row.Split}, but the rows that it belongs to (-By {By}) are in {placement.Side}.",
                "Give marked rows first, with the -By that they were split with, or use -Force to mark all rows again."));
        }
    }

    // Given shares replace all defaults: -Train .9 -Test .1 leaves nothing to validate with.
    private DatasetSplitOptions Options()
    {
        DatasetSplitOptions options = new() { Grouping = By, BlockSize = BlockSize, Seed = Seed, Anew = Force };
        string[] shares = [nameof(Train), nameof(Validation), nameof(Test)];
        return shares.Any(MyInvocation.BoundParameters.ContainsKey)
            ? options with { Train = Given(nameof(Train), Train), Validation = Given(nameof(Validation), Validation), Test = Given(nameof(Test), Test) }
            : options;

        double Given(string name, double value) => MyInvocation.BoundParameters.ContainsKey(name) ? value : 0;
    }
}
