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
public sealed class FolderRows
{
    private FolderRows(Named[] files)
    {
        Files = [.. files.Select(file => new RowsFile(file.Path, file.Name.Split))];
        Missing = [.. files.GroupBy(file => file.Name.ToPattern()).SelectMany(MissingOf)];
        Mixed = [.. files.GroupBy(file => file.Name.Set, file => file.Name.ToPattern()).Select(set => set.Distinct().ToArray()).Where(set => set.Length > 1).SelectMany(set => set)];
    }

    /// <summary>The files, in their order; empty if the folder is not a dataset's.</summary>
    public IReadOnlyList<RowsFile> Files { get; }

    /// <summary>The names of shards that others tell of and that are not there.</summary>
    public IReadOnlyList<string> Missing { get; }

    /// <summary>The patterns of files of which each has a side to itself, where there are several of one side: they are of different exports.</summary>
    public IReadOnlyList<string> Mixed { get; }

    /// <summary>Lists a folder.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static FolderRows In(string folder)
    {
        Named[] files = List(folder);
        if (files.Length == 0 && Path.Combine(folder, "data") is var data && Directory.Exists(data))
            files = List(data);
        return new FolderRows(files);
    }

    private static Named[] List(string folder) =>
    [
        .. Directory.EnumerateFiles(folder).Select(path => RowsFileName.Parse(path) is { } name ? new Named(path, name) : null).OfType<Named>()
            .OrderBy(file => file.Name.Split).ThenBy(file => file.Path, NaturalOrder.Instance),
    ];

    private static IEnumerable<string> MissingOf(IEnumerable<Named> shards)
    {
        RowsFileName first = shards.First().Name;
        return first.Shard is not (_, <= RowsFileName.MostShards and var count) ? [] :
            Enumerable.Range(0, count).Except(shards.Select(shard => shard.Name.Shard!.Value.Index)).Select(index => $"{first with { Shard = (index, count) }}");
    }

    private sealed record Named(string Path, RowsFileName Name);
}
