using SynthGen.Datasets.Splits;
using SynthGen.Quality.Measures;

namespace SynthGen.Datasets.Folders;

/// <summary>Where rows come from.</summary>
/// <param name="Backend">The backend.</param>
/// <param name="Model">The model.</param>
/// <param name="PromptVersion">The hash of the prompt; null if there is none.</param>
internal readonly record struct RowOrigin(string Backend, string Model, string? PromptVersion);

/// <summary>What a dataset card says.</summary>
/// <param name="Name">The dataset's name.</param>
/// <param name="Options">The format, and what rows do not tell.</param>
/// <param name="Split">The sides.</param>
/// <param name="SharedPages">How many pages have rows on more than one side.</param>
/// <param name="Measure">The measures of all rows.</param>
/// <param name="Sources">The sources, by name, with their rows.</param>
/// <param name="Origins">The backends, models and prompts, with their rows; those without are not among them.</param>
internal sealed record CardData(
    string Name,
    DatasetFolderOptions Options,
    SplitSummary Split,
    int SharedPages,
    DatasetMeasure Measure,
    IReadOnlyDictionary<string, long> Sources,
    IReadOnlyList<(RowOrigin Origin, long Rows)> Origins);

/// <summary>Collects what a dataset card says of its rows: some 700 bytes a row, most of them to find copies.</summary>
internal sealed class CardFacts
{
    private readonly SplitMeter _split = new();
    private readonly DatasetMeter _meter = new(DatasetMeter.SampleSize, seed: 0);
    private readonly SortedDictionary<string, long> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<RowOrigin, long> _origins = [];

    /// <summary>Takes a row that is on a side.</summary>
    public void Add(SyntheticQuery row)
    {
        _split.Add(new SplitPlacement(row, SplitStatus.Placed, row.Split!.Value));
        _meter.Add(row);
        _sources[row.Source] = _sources.GetValueOrDefault(row.Source) + 1;
        if (row.Provenance is not { } provenance)
            return;
        RowOrigin origin = new(provenance.Backend, provenance.Model, provenance.PromptVersion);
        _origins[origin] = _origins.GetValueOrDefault(origin) + 1;
    }

    /// <summary>What the card says of the rows so far.</summary>
    public CardData ToData(string name, DatasetFolderOptions options) => new(
        name,
        options,
        _split.ToSummary(),
        _split.SharedPages,
        _meter.Measure(name, pageCount: null),
        _sources,
        [.. _origins
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key.ToString(), StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value))]);
}
