using System.Collections;
using System.Management.Automation;
using SynthGen.Commands;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;
using SynthGen.Datasets.Shards;
using SynthGen.Files;

namespace SynthGen;

/// <summary>An export of a shard: its name, the rows that belong to it, and what its proof says.</summary>
internal sealed class ShardExport
{
    private readonly OutputVariable _variable;
    private readonly IReadOnlyList<OutputVariable> _outcomes;
    private readonly SessionState _session;
    private ShardFile? _file;

    private ShardExport(OutputVariable variable, IReadOnlyList<OutputVariable> outcomes, SessionState session, PageShard shard, string path) =>
        (_variable, _outcomes, _session, Begun, Path) = (variable, outcomes, session, shard, path);

    /// <summary>The path of the shard's file, as given but for its name.</summary>
    public string Path { get; }

    private PageShard Begun { get; }

    /// <summary>Reads the shard that the command is to export. What cannot be one ends the command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="outcomes">The variables of the outcomes.</param>
    public static ShardExport Begin(ExportToolDatasetCommand command, IReadOnlyList<OutputVariable> outcomes)
    {
        OutputVariable variable = OutputVariable.Of(command, nameof(command.Shard), command.Shard, canAdd: false)!;
        if (variable.Read(command.SessionState) is not PageShard shard)
        {
            throw Refused(Errors.Create(
                "ShardNotFound", ErrorCategory.ObjectNotFound, command.Shard, $"There is no shard in ${variable.Name}.",
                $"Give Select-PageShard -ShardVariable {variable.Name}, before, in the same pipeline or an earlier one."));
        }

        if (outcomes.Count == 0)
        {
            throw Refused(Errors.Create(
                "ShardWithoutOutcome", ErrorCategory.InvalidArgument, command.Path, "A shard is exported when it is known what became of its pages.",
                "Give New-SyntheticQuery -OutcomeVariable run, and -CompleteOnly run here."));
        }

        if (command.Format != DatasetFormats.Canonical || command.Sidecar || System.IO.Path.GetExtension(command.Path) != ".jsonl")
        {
            throw Refused(Errors.Create(
                "ShardNotCanonical", ErrorCategory.InvalidArgument, command.Path, "A shard is a .jsonl file of canonical rows, which Merge-ToolDataset reads.",
                "Export shards so, merge them, and export what they give in the format of a trainer."));
        }

        try
        {
            return new ShardExport(variable, outcomes, command.SessionState, shard, ShardName.Of(command.Path, shard.Index, shard.Count));
        }
        catch (FormatException error)
        {
            throw Refused(Errors.Create("ShardNameOfOther", ErrorCategory.InvalidArgument, command.Path, $"{error.Message}.", "Name the file without the shard: part.jsonl.", error));
        }
    }

    /// <summary>Begins the file.</summary>
    /// <inheritdoc cref="ShardFile.Create" path="/exception"/>
    public ShardFile Create(string path, FilePlacement placement) => _file = ShardFile.Create(path, placement, Begun);

    /// <summary>The error of a row that cannot be in the shard; null if it can.</summary>
    public ErrorRecord? Refuse(DatasetRow row)
    {
        if (_file?.Has(row) == false)
        {
            return Errors.Create(
                "RowOfOtherShard", ErrorCategory.InvalidData, row, $"The row {row.Id}, {row.Describe()}, is of a page of another shard than {Begun.Index} of {Begun.Count}.",
                "Export what comes of the pages that Select-PageShard gives, and nothing else.");
        }

        return ShardFile.IsCompared(row)
            ? Errors.Create(
                "DuplicateInShard", ErrorCategory.InvalidData, row, $"The row {row.Id}, {row.Describe()}, was compared with rows of its shard alone; those of other shards may have been kept in place of it.",
                "Test rows as they come of the pages of Select-PageShard, in one session: the gate Duplicate then leaves copies to Merge-ToolDataset.")
            : null;
    }

    /// <summary>Takes what became of the pages, now that all have come.</summary>
    /// <returns>The error of a shard that is not whole; null if it is.</returns>
    public ErrorRecord? Complete()
    {
        if (_variable.Read(_session) is not PageShard { IsComplete: true } shard || (shard.Index, shard.Count) != (Begun.Index, Begun.Count))
        {
            return Errors.Create(
                "ShardNotComplete", ErrorCategory.ResourceUnavailable, Begun, $"Select-PageShard did not see the whole document: its pipeline ended early. '{_file!.TargetPath}' is as it was before.",
                "Let all pages of the document come to it.");
        }

        object[] outcomes = [.. _outcomes.SelectMany(Values)];
        GenerationSummary[] runs = [.. outcomes.OfType<GenerationSummary>()];
        ShardPages pages = new(shard.Pages, runs.Sum(run => (long)run.Generated), runs.Sum(run => (long)run.Empty), runs.Sum(run => (long)run.Failed), shard.Pages - runs.Sum(run => (long)run.Pages));
        if (runs.Length == 0 || pages.Skipped < 0)
        {
            return Errors.Create(
                "ShardWithoutOutcome", ErrorCategory.InvalidData, Begun,
                runs.Length == 0 ? "-CompleteOnly names no outcome of New-SyntheticQuery." : $"The outcomes are of {runs.Sum(run => (long)run.Pages)} pages, and the shard has {shard.Pages}.",
                "Give -CompleteOnly the -OutcomeVariable of the run over the shard's pages.");
        }

        (_file!.Shard, _file.Pages) = (shard, pages);
        _file.Command = SettingsHash.Of([.. outcomes.Select(outcome => outcome is GenerationSummary run ? run.Settings : (outcome as GateSummary)?.Settings)]);
        return null;
    }

    private IEnumerable<object> Values(OutputVariable variable) => variable.Read(_session) switch
    {
        IList list => list.Cast<object?>().Select(item => item is PSObject wrapped ? wrapped.BaseObject : item).OfType<object>(),
        { } value => [value],
        _ => [],
    };

    private static ConfigurationException Refused(ErrorRecord error) => new(error);
}
