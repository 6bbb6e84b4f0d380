using SynthGen.Datasets.Splits;
using SynthGen.Quality.Measures;

namespace SynthGen.Datasets.Folders;

/// <summary>The origin of rows.</summary>
/// <param name="Backend">The backend.</param>
/// <param name="Model">The model.</param>
/// <param name="PromptVersion">The hash of the prompt; null if there is none.</param>
internal readonly record struct RowOrigin(string Backend, string Model, string? PromptVersion);

/// <summary>The content of a dataset card.</summary>
/// <param name="Name">The dataset's name.</param>
/// <param name="Options">The format, and facts that the rows do not hold.</param>
/// <param name="Split">The sides.</param>
/// <param name="SharedPages">The number of pages with rows on more than one side.</param>
/// <param name="Measure">The measures of all rows.</param>
/// <param name="Sources">The sources, by name, with their rows.</param>
/// <param name="Origins">The backends, models and prompts, with their rows; rows without origin are left out.</param>
internal sealed record CardData(
    string Name,
    DatasetFolderOptions Options,
    SplitSummary Split,
    int SharedPages,
    DatasetMeasure Measure,
    IReadOnlyDictionary<string, long> Sources,
    IReadOnlyList<(RowOrigin Origin, long Rows)> Origins);

/// <summary>
/// Collects the content of a dataset card from its rows: about 700 bytes a row, mostly for finding copies.
/// </summary>
internal sealed class CardFacts
{
    private readonly SplitMeter _split = new();
    private readonly DatasetMeter _meter = new(DatasetMeter.SampleSize, seed: 0);
    private readonly SortedDictionary<string, long> _sources = new(StringComparer.Ordinal);
    private readonly Dictionary<RowOrigin, long> _origins = [];

    /// <summary>Adds a row that is on a side.</summary>
    public void Add(DatasetRow row)
    {
        _split.Add(new SplitPlacement(row, SplitStatus.Placed, row.Split!.Value));
        _meter.Add(row);
        _sources[row.Source] = _sources.GetValueOrDefault(row.Source) + 1;
        if (row.Provenance is not { } provenance)
            return;
        RowOrigin origin = new(provenance.Backend, provenance.Model, provenance.PromptVersion);
        _origins[origin] = _origins.GetValueOrDefault(origin) + 1;
    }

    /// <summary>Returns the content for the rows so far.</summary>
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
