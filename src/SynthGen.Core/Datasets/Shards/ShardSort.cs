using SynthGen.Rows;

namespace SynthGen.Datasets.Shards;

/// <summary>
/// Sorts a shard whose rows are not in the order of sources and pages, in files of its own that hold as much as fits into
/// memory. Rows of one page keep their order.
/// </summary>
/// <param name="folder">Where the files are.</param>
/// <param name="most">The most bytes of rows in memory.</param>
internal sealed class ShardSort(string folder, long most) : IDisposable
{
    private readonly List<string> _files = [];

    /// <summary>Returns files that are each in order and together have a shard's rows.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="cancellation">Cancels sorting.</param>
    public List<PartLines> Sort(PartLines shard, CancellationToken cancellation)
    {
        List<PartLines> sorted = [];
        CanonicalReader reader = new();
        List<(RowPlace Place, byte[] Line)> held = [];
        long bytes = 0;
        while (shard.Next() is { } line)
        {
            cancellation.ThrowIfCancellationRequested();
            held.Add((RowPlace.Of(reader.Read(line.Span)), line.ToArray()));
            if ((bytes += line.Length) >= most)
                Write();
        }

        if (held.Count > 0)
            Write();
        return sorted;

        void Write()
        {
            string path = Path.Combine(folder, $"merge-{Guid.NewGuid():n}.tmp");
            _files.Add(path);
            using (FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16))
            {
                foreach ((_, byte[] line) in held.OrderBy(row => row.Place))
                {
                    file.Write(line);
                    file.WriteByte((byte)'\n');
                }
            }

            sorted.Add(new PartLines(path));
            held.Clear();
            bytes = 0;
        }
    }

    /// <summary>Removes the files.</summary>
    public void Dispose() => _files.ForEach(File.Delete);
}
