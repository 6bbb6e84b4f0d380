using System.Management.Automation;
using SynthGen.Conversion;
using SynthGen.Datasets;
using SynthGen.Datasets.Shards;
using SynthGen.Files;
using SynthGen.Quality.Gates;

namespace SynthGen.Commands;

/// <summary>Merges the shards of a run on many machines into the dataset that one machine would have made.</summary>
[Cmdlet(VerbsData.Merge, "ToolDataset", SupportsShouldProcess = true)]
[OutputType(typeof(MergeSummary))]
public sealed class MergeToolDatasetCommand : AsyncCmdlet
{
    private readonly List<string> _files = [];
    private WorkProgress _progress = null!;

    /// <summary>The shards: paths, wildcards included, or files as Get-ChildItem gives them.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [SupportsWildcards]
    [AllowNull]
    public PSObject?[] InputObject { get; set; } = [];

    /// <summary>The dataset; compressed with gzip if the name ends in .gz, Parquet if it ends in .parquet.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string Path { get; set; } = "";

    /// <summary>The smallest similarity of a near copy.</summary>
    [Parameter]
    [ValidateRange(0.01, 1.0)]
    public double DuplicateThreshold { get; set; } = DuplicateGate.Similarity;

    /// <summary>Does not replace a file that is there.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Merges the shards that are whole and belong together, says what it leaves out, and replaces a read-only file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() => _progress = new WorkProgress(this, "Merging shards");

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (PSObject? item in InputObject ?? [null])
        {
            bool isLiteral = false;
            if ((RecordReader.Bare(item) as string ?? FileRecords.PathOf(item, out isLiteral)) is { } path)
            {
                _files.AddRange(InputPath.Resolve(this, [path], isLiteral).Where(file => !file.EndsWith(ShardDone.Extension, StringComparison.OrdinalIgnoreCase)));
            }
            else
            {
                WriteError(Errors.Create(
                    "NotAShard", ErrorCategory.InvalidType, item, $"{RecordReader.Describe(item)} is not a file.", "Give paths of shards, or files as Get-ChildItem gives them."));
            }
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        FilePlacement placement = NoClobber ? FilePlacement.CreateNew : FilePlacement.Replace;
        string target = OutputPath.Resolve(this, Path, placement, Force);

        // A merged dataset may match the pattern of its shards, once it is there.
        string[] files = [.. _files.Distinct().Where(file => file != target || ShardName.Parse(file) is not null)];
        if (files.Length == 0)
            return;

        try
        {
            ShardSet set = ShardSet.Read(files);
            Run<object?>(stop =>
            {
                set.Verify(file => DatasetRows.Watch(_progress, file), stop);
                return null;
            });
            foreach (ShardProblem problem in set.Problems)
                Report(problem, set.Count);
            if ((set.Problems.Count == 0 || Force) && set.Parts.Count > 0 && ShouldProcess(target, $"Merge {set.Parts.Count} shards"))
                Merge(set.Parts, target, placement);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            ThrowTerminatingError(Errors.Create(
                "ShardsNotMerged", ErrorCategory.WriteError, Path, $"'{target}' is as it was before: {DiskFull.Explain(error, target)}", "Check that the shards may be read and that there is room for the dataset.", error));
        }
    }

    private void Merge(IReadOnlyList<ShardPart> parts, string target, FilePlacement placement)
    {
        using DatasetFile dataset = DatasetFile.Create(target, placement, new DatasetOptions { Parquet = LibraryLoadContext.Create<IParquetCodec> });
        try
        {
            string folder = System.IO.Path.GetDirectoryName(target)!;
            using ShardMerge merge = new(parts, folder);
            DistinctRows distinct = new(DuplicateThreshold, folder);
            long rows = parts.Sum(part => part.Done.Rows);
            Run<object?>(stop =>
            {
                foreach (DatasetRow row in distinct.Of(merge.Rows(stop), stop))
                {
                    dataset.Write(row);
                    _progress.Count(dataset.Rows + distinct.Copies, rows, "rows");
                }

                return null;
            });
            dataset.Commit();
            _progress.Complete();
            WriteObject(Summary(parts, target, dataset.Rows, distinct.Copies));
        }
        catch
        {
            dataset.Discard();
            throw;
        }
    }

    private static MergeSummary Summary(IReadOnlyList<ShardPart> parts, string target, long rows, long copies)
    {
        ShardPages[] pages = [.. parts.Select(part => part.Done.Pages)];
        long all = parts[0].Done.DocumentPages;
        return new MergeSummary(
            target, parts.Count, rows, copies, all, pages.Sum(shard => shard.Generated), pages.Sum(shard => shard.Empty), pages.Sum(shard => shard.Failed), pages.Sum(shard => shard.Skipped),
            all - pages.Sum(shard => shard.All));
    }

    private void Report(ShardProblem problem, int count)
    {
        string shards = string.Join(", ", problem.Fault == ShardFault.Missing ? problem.Shards : problem.Shards.Select(System.IO.Path.GetFileName));
        (string message, string advice) = problem.Fault switch
        {
            ShardFault.Missing => ($"Of {count} shards these are missing: {shards}.", "Run their tasks, or name the files of all shards."),
            ShardFault.Unfinished => ($"These files have no {ShardDone.Extension} beside them: {shards}.", "Run their tasks again, which go on where they stopped; or leave out what is not a shard."),
            ShardFault.Damaged => ($"These shards are not as they were written: {shards}.", "Run their tasks again."),
            ShardFault.Twice => ($"These are shards that others are, too: {shards}.", "Name each shard once."),
            ShardFault.OtherCount => ($"Most shards are of {count}, and these are not: {shards}.", "Keep the shards of each run in a folder of their own."),
            ShardFault.OtherDocument => ($"These shards are of another document than most: {shards}.", "Give all tasks the same files from the same folder, and split them alike."),
            _ => ($"These shards are of a command with other settings than most: {shards}.", "Run their tasks again with the settings of the others."),
        };
        if (Force)
        {
            WriteWarning($"{message} They are left out.");
            return;
        }

        ErrorCategory category = problem.Fault switch
        {
            ShardFault.Missing => ErrorCategory.ObjectNotFound,
            ShardFault.Unfinished => ErrorCategory.ResourceUnavailable,
            _ => ErrorCategory.InvalidData,
        };
        WriteError(Errors.Create($"Shard{problem.Fault}", category, problem.Shards, message, $"{advice} -Force merges the others."));
    }
}
