using SynthGen.Datasets.Folders;
using SynthGen.Documents;
using SynthGen.Documents.Shards;
using SynthGen.Files;
using SynthGen.Quality.Gates;

namespace SynthGen.Datasets.Shards;

/// <summary>
/// A shard's file of canonical rows. <see cref="Commit"/> puts it in place, and last of all, beside it, its
/// <see cref="ShardDone"/>; a shard without rows is an empty file. A process killed at any moment leaves the earlier shard with
/// its proof, or a shard without one.
/// </summary>
public sealed class ShardFile : IDatasetOutput
{
    private readonly DatasetFile _file;
    private readonly int _index, _count;
    private RowPlace _last = new("", int.MinValue);
    private bool _isOrdered = true;

    private ShardFile(DatasetFile file, PageShard shard) => (_file, _index, _count) = (file, shard.Index, shard.Count);

    /// <inheritdoc/>
    public string TargetPath => _file.TargetPath;

    /// <inheritdoc/>
    public IReadOnlyList<string> PartialPaths => [_file.PartialPath];

    /// <inheritdoc/>
    public long Rows => _file.Rows;

    /// <summary>The outcomes of the pages; set before <see cref="Commit"/>.</summary>
    public ShardPages? Pages { get; set; }

    /// <summary>The shard with its final counts; set before <see cref="Commit"/>.</summary>
    public PageShard? Shard { get; set; }

    /// <summary>A hash of the settings that rows depend on; set before <see cref="Commit"/>.</summary>
    public string Command { get; set; } = "";

    /// <summary>Begins a shard.</summary>
    /// <param name="path">The path of the shard's file.</param>
    /// <param name="placement">How it is put in place; a shard is not appended to.</param>
    /// <param name="shard">The shard.</param>
    /// <inheritdoc cref="DatasetFile.Create" path="/exception"/>
    public static ShardFile Create(string path, FilePlacement placement, PageShard shard)
    {
        ArgumentNullException.ThrowIfNull(shard);
        OutputFile.Resolve(ShardDone.PathFor(path));
        return new ShardFile(DatasetFile.Create(path, placement), shard);
    }

    /// <summary>Whether a row's first page is one of the shard's.</summary>
    public bool Has(DatasetRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.GetPageKeys() is not [PageKey page, ..] || PageShards.IndexOf(page, _count) == _index;
    }

    /// <summary>Whether copies of a row were looked for among rows of the shard alone.</summary>
    public static bool IsCompared(DatasetRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return row.Verdict?.Gates.Any(gate => gate.Gate == nameof(QualityGate.Duplicate) && gate.Reason != DuplicateGate.LeftToMerge) == true;
    }

    /// <inheritdoc/>
    public void Write(DatasetRow row)
    {
        _file.Write(row);
        RowPlace place = RowPlace.Of(row);
        _isOrdered &= _last.CompareTo(place) <= 0;
        _last = place;
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">It is not known what became of the pages.</exception>
    public long Commit()
    {
        if (Shard is not { IsComplete: true } shard || Pages is not { } pages)
            throw new InvalidOperationException("It is not known what became of the shard's pages.");

        _file.Close();
        AtomicFile rows = _file.Files[^1];
        rows.Stream.Flush();
        rows.Stream.Seek(0, SeekOrigin.Begin);
        ShardDone done = new(_index, _count, Rows, rows.Stream.Length, ManifestFile.Hash(rows.Stream), _isOrdered, shard.Document, shard.DocumentPages, Command, pages);
        string path = ShardDone.PathFor(TargetPath);
        using AtomicFile proof = AtomicFile.Of(path, done.ToJson());
        try
        {
            // The proof of an earlier file must not stand beside this one.
            File.Delete(path);
            _file.Commit();
            proof.Commit();
        }
        catch
        {
            proof.Discard();
            throw;
        }

        return 0;
    }

    /// <inheritdoc/>
    public void Discard() => _file.Discard();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
