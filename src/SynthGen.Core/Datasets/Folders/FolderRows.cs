using System.Globalization;
using System.Text.RegularExpressions;
using SynthGen.Files;

namespace SynthGen.Datasets.Folders;

/// <summary>A file of rows in a folder.</summary>
/// <param name="Path">The file.</param>
/// <param name="Split">The side that its name tells.</param>
public sealed record RowsFile(string Path, DatasetSplit Split);

/// <summary>
/// The files of rows in a folder as the Hugging Face Hub has them: train.jsonl, or in shards train-00000-of-00012.parquet, in the
/// folder itself or in its folder data. Training comes first, then validation and test; shards come by their numbers.
/// </summary>
public sealed partial class FolderRows
{
    // The Hub's names have five digits. A larger number is not one of shards.
    private const int MostShards = 99_999;

    private FolderRows(IReadOnlyList<RowsFile> files, IReadOnlyList<string> missing) => (Files, Missing) = (files, missing);

    /// <summary>The files, in their order; empty if the folder is not a dataset's.</summary>
    public IReadOnlyList<RowsFile> Files { get; }

    /// <summary>The names of shards that others tell of and that are not there.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>Lists a folder.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static FolderRows In(string folder)
    {
        Named[] files = List(folder);
        if (files.Length == 0 && Path.Combine(folder, "data") is var data && Directory.Exists(data))
            files = List(data);
        return new FolderRows([.. files.Select(file => new RowsFile(file.Path, file.Split))], [.. files.GroupBy(file => (file.Set, file.Count)).SelectMany(MissingOf)]);
    }

    private static Named[] List(string folder) =>
    [
        .. Directory.EnumerateFiles(folder).Select(Read).OfType<Named>()
            .OrderBy(file => file.Split).ThenBy(file => file.Path, NaturalOrder.Instance),
    ];

    private static Named? Read(string path)
    {
        Match match = Name().Match(Path.GetFileName(path));
        if (!match.Success)
            return null;
        DatasetSplit split = match.Groups["split"].Value switch
        {
            "train" => DatasetSplit.Train,
            "test" => DatasetSplit.Test,
            _ => DatasetSplit.Validation,
        };
        return new Named(path, split, match.Groups["split"].Value, Number("index") ?? 0, Number("count"), match.Groups["end"].Value);

        int? Number(string group) => int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    private static IEnumerable<string> MissingOf(IGrouping<(string Set, int? Count), Named> shards) => shards.Key.Count is not { } count || count > MostShards ? [] :
        Enumerable.Range(0, count).Except(shards.Select(shard => shard.Index)).Select(index => string.Create(CultureInfo.InvariantCulture, $"{shards.Key.Set}-{index:d5}-of-{count:d5}{shards.First().End}"));

    [GeneratedRegex(@"\A(?<split>train|validation|valid|val|dev|test)(?:-(?<index>\d+)-of-(?<count>\d+))?(?<end>\.(?:jsonl|json|jsonl\.gz|json\.gz|parquet))\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    private sealed record Named(string Path, DatasetSplit Split, string Set, int Index, int? Count, string End);
}
