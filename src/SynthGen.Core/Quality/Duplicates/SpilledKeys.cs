using System.Runtime.InteropServices;
using SynthGen.Files.Spill;

namespace SynthGen.Quality.Duplicates;

/// <summary>
/// The keys of texts in each band, in files that are each sorted by band, key and text. Each file is more than twice as long as the
/// next, so that there are few.
/// </summary>
/// <param name="bands">The number of bands.</param>
/// <param name="folder">Where the files are.</param>
internal sealed class SpilledKeys(int bands, string folder) : IDisposable
{
    private readonly List<(SpillFile File, SortedRun[] Bands)> _files = [];
    private readonly List<ulong> _entries = [];

    /// <summary>The runs of a band: numbers with the key in the upper half and the text in the lower one.</summary>
    public IEnumerable<SortedRun> RunsOf(int band) => _files.Select(file => file.Bands[band]);

    /// <summary>Adds texts.</summary>
    /// <param name="copy">Adds the texts of a band, with their keys in the upper half, to a list.</param>
    /// <param name="first">The number of the first text.</param>
    /// <param name="cancellation">Cancels adding.</param>
    public void Add(Action<List<ulong>, int> copy, uint first, CancellationToken cancellation)
    {
        AddFile((file, band) =>
        {
            cancellation.ThrowIfCancellationRequested();
            _entries.Clear();
            copy(_entries, band);
            Span<ulong> entries = CollectionsMarshal.AsSpan(_entries);
            entries.Sort();
            foreach (ref ulong entry in entries)
                entry += first;
            return SortedRun.Write(file, entries);
        });
        while (_files.Count > 1 && _files[^2].File.Length <= 2 * _files[^1].File.Length)
        {
            ((SpillFile File, SortedRun[] Bands) one, (SpillFile File, SortedRun[] Bands) two) = (_files[^2], _files[^1]);
            AddFile((file, band) => one.Bands[band].Merge(two.Bands[band], file, cancellation));
            _files.RemoveRange(_files.Count - 3, 2);
            one.File.Dispose();
            two.File.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _files.ForEach(file => file.File.Dispose());

    private void AddFile(Func<SpillFile, int, SortedRun> write)
    {
        SpillFile file = new(folder);
        SortedRun[] runs = new SortedRun[bands];
        _files.Add((file, runs));
        for (int band = 0; band < bands; band++)
            runs[band] = write(file, band);
    }
}
