using SynthGen.Datasets.Splits;
using SynthGen.Pictures;

namespace SynthGen.Datasets.Folders;

/// <summary>The content of a dataset card.</summary>
/// <param name="Name">The dataset's name.</param>
/// <param name="Options">The format, and facts that the rows do not hold.</param>
/// <param name="Files">The name of each side's file, or the pattern of its shards' names.</param>
/// <param name="Split">The sides.</param>
/// <param name="SharedPages">The number of pages with rows on more than one side.</param>
/// <param name="Profile">What is known of all rows.</param>
internal sealed record CardData(string Name, DatasetFolderOptions Options, IReadOnlyDictionary<DatasetSplit, string> Files, SplitSummary Split, int SharedPages, DatasetProfile Profile)
{
    /// <summary>The measures of all rows.</summary>
    public DatasetMeasure Measure => Profile.Measure;

    /// <summary>The sources, by name, with their rows.</summary>
    public IReadOnlyDictionary<string, long> Sources => Profile.Sources;

    /// <summary>The backends, models and prompts, with their rows; rows without origin are left out.</summary>
    public IReadOnlyList<(RowOrigin Origin, long Rows)> Origins { get; } =
    [
        .. Profile.Origins.GroupBy(made => new RowOrigin(made.Origin.Backend, made.Origin.Model, made.Origin.PromptVersion))
            .Select(group => (Origin: group.Key, Rows: group.Sum(made => made.Rows)))
            .OrderByDescending(made => made.Rows).ThenBy(made => made.Origin.ToString(), StringComparer.Ordinal),
    ];

    /// <summary>The pictures; empty if nothing draws them.</summary>
    public IReadOnlyList<CardPicture> Pictures { get; } = CardPicture.Of(Profile, Options.Card!);
}

/// <summary>
/// Collects the content of a dataset card from its rows. What finding copies takes goes to temporary files beyond a limit; pages and
/// different words stay in memory.
/// </summary>
internal sealed class CardFacts : IDisposable
{
    private readonly SplitMeter _split = new();
    private readonly DatasetProfiler _profiler = new(seed: 0, withHash: false);

    /// <summary>Adds a row that is on a side.</summary>
    public void Add(DatasetRow row)
    {
        _split.Add(new SplitPlacement(row, SplitStatus.Placed, row.Split!.Value));
        _profiler.Add(row);
    }

    /// <summary>Returns the content for the rows so far.</summary>
    public CardData ToData(string name, DatasetFolderOptions options, IReadOnlyDictionary<DatasetSplit, string> files) => new(name, options, files, _split.ToSummary(), _split.SharedPages, _profiler.ToProfile(name, index: null));

    /// <inheritdoc/>
    public void Dispose()
    {
        _split.Dispose();
        _profiler.Dispose();
    }
}
