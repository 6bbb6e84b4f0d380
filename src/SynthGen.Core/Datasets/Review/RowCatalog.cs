using System.Buffers;
using Microsoft.Win32.SafeHandles;
using SynthGen.Files;
using SynthGen.Hashing;
using SynthGen.Models;
using SynthGen.Rows;

namespace SynthGen.Datasets.Review;

/// <summary>
/// The rows of a dataset file by their places: where each line is, and what rows are filtered by, about 50 bytes a row; the lines
/// stay in the file. Thread-safe for reading.
/// </summary>
public sealed class RowCatalog : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly List<Place> _places = [];
    private readonly (long Length, DateTime Written) _opened;

    private RowCatalog(string path)
    {
        Path = path;
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _opened = Look(path);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The number of rows.</summary>
    public int Count => _places.Count;

    /// <summary>The facets with their counts.</summary>
    public IReadOnlyList<RowFacet> Facets { get; } = RowFacets.Create();

    /// <summary>Opens a dataset of canonical lines.</summary>
    /// <param name="path">The file.</param>
    /// <param name="bad">Takes each line that is not a row: its number, and why.</param>
    /// <param name="watch">Takes the number of bytes read so far; null for nobody.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <exception cref="NotCanonicalException">The file holds rows of another format, or not one a line.</exception>
    /// <exception cref="NotADatasetException">The file is of another kind.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public static RowCatalog Open(string path, Action<long, string> bad, Action<long>? watch = null, CancellationToken cancellation = default)
    {
        CheckFormat(path);
        RowCatalog catalog = new(path);
        try
        {
            catalog.Load(bad, watch, cancellation);
            return catalog;
        }
        catch
        {
            catalog.Dispose();
            throw;
        }
    }

    /// <summary>Reads a row.</summary>
    /// <param name="row">Its place, from 0.</param>
    /// <exception cref="DatasetChangedException">The file is not the one that was opened.</exception>
    public DatasetRow Read(int row)
    {
        CheckUnchanged();
        return ReadUnchecked(row, new CanonicalReader());
    }

    /// <summary>Checks that the file is the one that was opened.</summary>
    /// <exception cref="DatasetChangedException">It was changed, replaced or removed.</exception>
    public void CheckUnchanged()
    {
        if (Look(Path) != _opened)
            throw new DatasetChangedException(Path);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>A number by which rows with the same id are found.</summary>
    internal static ulong HashOf(string id) => StableRandom.Hash(id);

    /// <summary>The places of the rows with an id.</summary>
    internal IEnumerable<int> Find(ulong id)
    {
        for (int row = 0; row < _places.Count; row++)
        {
            if (_places[row].Id == id)
                yield return row;
        }
    }

    /// <summary>Returns the number by which a row's id is found.</summary>
    internal ulong IdOf(int row) => _places[row].Id;

    /// <summary>Reads a row without a look at the file as a whole.</summary>
    internal DatasetRow ReadUnchecked(int row, CanonicalReader reader)
    {
        Place place = _places[row];
        byte[] line = ArrayPool<byte>.Shared.Rent(place.Length);
        try
        {
            int read = RandomAccess.Read(_file, line.AsSpan(0, place.Length), place.Offset);
            return reader.Read(line.AsSpan(0, read));
        }
        catch (FormatException)
        {
            // It was a row when the file was opened.
            throw new DatasetChangedException(Path);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(line);
        }
    }

    private static void CheckFormat(string path)
    {
        if (DatasetName.IsCompressed(path) || DatasetName.IsParquet(path))
            throw new NotCanonicalException("It is compressed.");
        using Stream stream = DatasetFile.OpenRead(path);
        DatasetLines lines = new(stream, format: null);
        _ = lines.Read().FirstOrDefault();
        if (lines.IsArray)
            throw new NotCanonicalException("It is one JSON array.");
        if (lines.Format is { } format && format != Formats.DatasetFormats.Canonical)
            throw new NotCanonicalException($"Its rows are in the format {format}.");
    }

    private static (long, DateTime) Look(string path) => new FileInfo(path) is { Exists: true } file ? (file.Length, file.LastWriteTimeUtc) : (-1, default);

    // Lines are read here and parsed on other threads, some blocks at a time.
    private void Load(Action<long, string> bad, Action<long>? watch, CancellationToken cancellation)
    {
        using Stream stream = DatasetFile.OpenBytes(Path, cancellation, watch);
        int width = Environment.ProcessorCount;
        OrderedQueue<LineBlock, ScannedLine[]> blocks = new((block, _) => Task.FromResult(Scan(block)), width, width * 2, cancellation);
        foreach (LineBlock block in LineBlock.Read(stream))
        {
            while (blocks.IsFull)
                Take();
            blocks.Add(block);
        }

        while (blocks.Waiting > 0)
            Take();

        void Take()
        {
            foreach (ScannedLine line in blocks.TakeAsync().GetAwaiter().GetResult())
                Add(line, bad);
        }
    }

    private ScannedLine[] Scan(LineBlock block)
    {
        CanonicalReader reader = new();
        ScannedLine[] scanned = new ScannedLine[block.Lines.Count];
        for (int i = 0; i < scanned.Length; i++)
        {
            (long number, long offset, int start, int length) = block.Lines[i];
            try
            {
                DatasetRow row = reader.Read(block.Bytes.AsSpan(start, length));
                scanned[i] = new ScannedLine(number, new Place(offset, HashOf(row.Id), length), [.. Facets.Select(facet => facet.ValuesOf(row))], null);
            }
            catch (FormatException error)
            {
                scanned[i] = new ScannedLine(number, default, [], error.Message);
            }
        }

        return scanned;
    }

    private void Add(ScannedLine line, Action<long, string> bad)
    {
        if (line.Problem is { } problem)
        {
            bad(line.Number, problem);
            return;
        }

        _places.Add(line.Place);
        for (int i = 0; i < Facets.Count; i++)
            Facets[i].Add(line.Values[i]);
    }

    private readonly record struct ScannedLine(long Number, Place Place, IReadOnlyList<string>[] Values, string? Problem);

    private readonly record struct Place(long Offset, ulong Id, int Length);
}

/// <summary>A dataset that is not one canonical line a row; the message says what it is.</summary>
public sealed class NotCanonicalException(string message) : IOException(message);

/// <summary>A dataset is not any more the file that was opened.</summary>
public sealed class DatasetChangedException(string path) : IOException($"'{path}' was changed while it is shown.");
