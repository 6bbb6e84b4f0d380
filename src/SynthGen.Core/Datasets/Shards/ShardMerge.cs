using SynthGen.Rows;

namespace SynthGen.Datasets.Shards;

/// <summary>
/// The rows of all shards in the order of sources and pages, so that the shards of one run give the same rows in the same
/// order, however many there are. It holds a row and a piece of the file of each shard.
/// </summary>
/// <param name="parts">The shards.</param>
/// <param name="folder">A folder for files of shards that have to be sorted.</param>
/// <param name="mostSorted">The most bytes of rows that are sorted in memory.</param>
public sealed class ShardMerge(IReadOnlyList<ShardPart> parts, string folder, long mostSorted = 64 << 20) : IDisposable
{
    private readonly ShardSort _sort = new(folder, mostSorted);

    /// <summary>Reads the rows.</summary>
    /// <param name="cancellation">Cancels reading.</param>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    /// <exception cref="InvalidDataException">A line is not a row.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public IEnumerable<DatasetRow> Rows(CancellationToken cancellation)
    {
        CanonicalReader reader = new();
        List<PartLines> files = [];
        foreach (ShardPart part in parts)
        {
            PartLines lines = new(part.Path);
            files.AddRange(part.Done.Ordered ? [lines] : Guard(part.Path, () => _sort.Sort(lines, cancellation)));
        }

        // Rows of one page are in one shard, and in one file before another only as they were in it.
        PriorityQueue<DatasetRow, (RowPlace Place, int File)> heads = new(files.Count);
        for (int file = 0; file < files.Count; file++)
            Advance(file);
        while (heads.TryDequeue(out DatasetRow? row, out (RowPlace, int File) at))
        {
            cancellation.ThrowIfCancellationRequested();
            yield return row;
            Advance(at.File);
        }

        void Advance(int file)
        {
            if (files[file].Next() is not { } line)
                return;
            DatasetRow row = Guard(files[file].Path, () => reader.Read(line.Span));
            heads.Enqueue(row, (RowPlace.Of(row), file));
        }
    }

    /// <summary>Removes files of its own.</summary>
    public void Dispose() => _sort.Dispose();

    private static T Guard<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException error)
        {
            throw new InvalidDataException($"'{path}' holds a line that is not a row: {error.Message}.", error);
        }
    }
}
