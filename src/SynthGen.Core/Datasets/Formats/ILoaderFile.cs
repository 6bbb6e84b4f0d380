namespace SynthGen.Datasets.Formats;

/// <summary>A dataset that a trainer loads.</summary>
/// <param name="Path">The dataset's path: of one in several files, what it would be in one.</param>
/// <param name="Files">The paths of its files, in their order.</param>
internal sealed record LoadedSet(string Path, IReadOnlyList<string> Files)
{
    /// <summary>The paths of files of an earlier export that are removed.</summary>
    public IReadOnlyCollection<string> Removed { get; init; } = [];

    /// <summary>Whether a row has a system message.</summary>
    public bool HasSystem { get; init; }
}

/// <summary>A file beside a dataset from which a trainer loads it.</summary>
internal interface ILoaderFile
{
    /// <summary>Returns the path of the file.</summary>
    /// <param name="dataset">The dataset's path.</param>
    string PathFor(string dataset);

    /// <summary>Returns the content of the file.</summary>
    /// <param name="set">The dataset; without files if it is only removed.</param>
    /// <param name="earlier">The present content; null if the file does not exist.</param>
    /// <returns>The content; null if the earlier file stays.</returns>
    /// <exception cref="InvalidDataException">The earlier file cannot be added to.</exception>
    byte[]? Content(LoadedSet set, byte[]? earlier);
}
