using SynthGen.Datasets.Formats;
using SynthGen.Files;
using SynthGen.Rows;

namespace SynthGen.Datasets.Folders;

/// <summary>
/// A folder with a file for each side of a split that has rows: train.jsonl, validation.jsonl, test.jsonl. A side that is larger
/// than a file may be has shards in its place: train-00000-of-00012.jsonl and so on. With a card it also has a README.md and a
/// manifest. <see cref="Commit"/> puts everything in place, or nothing. One process at a time writes a folder.
/// </summary>
/// <remarks>
/// A process killed at any moment leaves the earlier set of files or the new one; see <see cref="FolderCommit"/>. Where a
/// folder cannot be exchanged, as a mount point or the current directory, the files are put in place one by one, and a
/// process killed at that moment leaves some of them.
/// </remarks>
public sealed class DatasetFolder : IDatasetOutput
{
    // EROFS on Linux and macOS.
    private const int ReadOnlyDisk = 30;

    private static readonly DatasetSplit[] Splits = Enum.GetValues<DatasetSplit>();

    private readonly DatasetFolderOptions _options;
    private readonly FolderSide?[] _sides = new FolderSide?[Splits.Length];
    private readonly CardFacts? _facts;
    private readonly bool _isNew;
    private readonly FileLock? _lock;

    private DatasetFolder(string path, DatasetFolderOptions options, bool isNew, FileLock? turn)
    {
        TargetPath = path;
        _lock = turn;
        // All files of a dataset have the same columns.
        Lazy<IParquetCodec>? codec = options.File.Parquet is { } create ? new(create) : null;
        _options = codec is null ? options : options with { File = options.File with { Parquet = () => codec.Value } };
        _isNew = isNew;
        _facts = options.Card is null ? null : new CardFacts();
    }

    /// <summary>The folder.</summary>
    public string TargetPath { get; }

    /// <summary>The number of rows written.</summary>
    public long Rows { get; private set; }

    /// <summary>The paths of the partial files until they are in place.</summary>
    public IReadOnlyList<string> PartialPaths => [.. Files.Select(file => file.PartialPath)];

    /// <summary>Called after each step of <see cref="Commit"/>, for tests.</summary>
    internal Action Step { get; set; } = () => { };

    private IEnumerable<FolderSide> Begun => _sides.OfType<FolderSide>();

    private IEnumerable<DatasetFile> Files => Begun.SelectMany(side => side.Files);

    /// <summary>Returns the files of a folder whose sides all have rows, each in one file, without the companion files of formats.</summary>
    public static IReadOnlyList<string> FileNames(DatasetFolderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] described = options.Card is null ? [] : [DatasetCard.Name, FolderManifest.Name];
        return [.. Splits.Select(split => FolderSide.NameOf(split, options)), .. described];
    }

    /// <summary>Returns the names of the files that an export into a folder may replace: these, and the shards that are there.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static IReadOnlyList<string> FileNames(DatasetFolderOptions options, string path) =>
        [.. FileNames(options).Union(Earlier(path, options).Select(file => Path.GetFileName(file)))];

    /// <summary>Begins a folder; it is created if necessary.</summary>
    /// <exception cref="FileInUseException">Another process writes the folder.</exception>
    /// <exception cref="NotAFileException">A file of the folder is something else than a regular file.</exception>
    /// <exception cref="IOException">The folder cannot be created, or has files that may not be replaced.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    /// <exception cref="InvalidDataException">A file to merge with is invalid.</exception>
    public static DatasetFolder Create(string path, DatasetFolderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Placement == FilePlacement.Append)
            throw new ArgumentException("A folder cannot be added to.", nameof(options));

        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        FileLock? turn = Lock(OutputFile.RealFolder(full) ?? full);
        try
        {
            FolderSwap.Recover(full);
            return Begin(path, options, turn);
        }
        catch
        {
            turn?.Dispose();
            throw;
        }
    }

    private static DatasetFolder Begin(string path, DatasetFolderOptions options, FileLock? turn)
    {
        if (options.Placement == FilePlacement.CreateNew && FileNames(options, path).FirstOrDefault(name => File.Exists(Path.Combine(path, name))) is { } there)
            throw new IOException($"'{there}' is there already.");

        string sample = Path.Combine(path, FolderSide.NameOf(DatasetSplit.Train, options));
        DatasetFile.LoaderFileOf(new LoadedSet(sample, [sample]), options.File.Format, DatasetFile.ReadIfThere);

        bool isNew = !Directory.Exists(path);
        Directory.CreateDirectory(path);
        return new DatasetFolder(path, options, isNew, turn);
    }

    // Without the right to write beside the folder it is not exchanged either.
    private static FileLock? Lock(string folder)
    {
        try
        {
            return Path.GetDirectoryName(folder) is null ? null : FileLock.Take(folder);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or DirectoryNotFoundException || (error is IOException && error.HResult == ReadOnlyDisk))
        {
            return null;
        }
    }

    /// <summary>Writes a row to its side.</summary>
    /// <exception cref="ArgumentException">The row is on no side, or the format cannot represent it.</exception>
    /// <inheritdoc cref="DatasetFile.Create" path="/exception"/>
    /// <inheritdoc cref="DatasetFile.Write" path="/exception"/>
    public void Write(DatasetRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Split is not { } split)
            throw new ArgumentException("The row is on no side of a split.", nameof(row));

        FolderSide side = _sides[(int)split] ??= new FolderSide(TargetPath, split, _options, Earlier(TargetPath, _options).FirstOrDefault(file => RowsFileName.Parse(file)!.Split == split));
        side.Write(row);
        _facts?.Add(row);
        Rows++;
    }

    /// <summary>
    /// Puts all files in place, or none of them. Files of an earlier export that this one does not have, of a side without rows
    /// or in other shards, are removed, because with them the folder would mix two exports, and so is its manifest if this
    /// export writes none.
    /// </summary>
    /// <returns>0, because nothing is appended.</returns>
    /// <exception cref="IOException">The files cannot be put in place; the earlier ones are unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public long Commit()
    {
        foreach (DatasetFile file in Files)
            file.EndRows();
        foreach (DatasetFile file in Files)
            file.Close();
        foreach (FolderSide side in Begun)
            side.Name();

        List<AtomicFile> added = [];
        IReadOnlyList<string> stale = [];
        try
        {
            stale = Stale();
            foreach ((string path, byte[] content) in LoaderFiles(stale))
                added.Add(AtomicFile.Of(path, content));
            AtomicFile[] data = [.. Files.SelectMany(file => file.Files)];
            if (_facts is not null)
                Describe(added, data);
            AtomicFile[] files = [.. data, .. added];
            stale = [.. stale, .. StalePictures(added)];
            if (_lock is null || !new FolderCommit(TargetPath, Step).TryExchange(files, stale))
                AtomicFile.CommitAll(files);
        }
        catch
        {
            foreach (AtomicFile file in added)
                file.Discard();
            RemoveIfEmpty(PicturePath);
            throw;
        }
        finally
        {
            added.ForEach(file => file.Dispose());
        }

        foreach (string path in stale)
            File.Delete(path);
        return 0;
    }

    /// <inheritdoc/>
    public void Discard()
    {
        foreach (DatasetFile file in Files)
            file.Discard();
        RemoveIfEmpty();
        _lock?.Dispose();
    }

    /// <summary>Ends writing without <see cref="Commit"/>: what was there is as it was, and the partial files stay.</summary>
    public void Dispose()
    {
        foreach (DatasetFile file in Files)
            file.Dispose();
        RemoveIfEmpty();
        _facts?.Dispose();
        _lock?.Dispose();
    }

    // The files of sides that are there, with the extension that this export writes.
    private static IEnumerable<string> Earlier(string path, DatasetFolderOptions options)
    {
        HashSet<string> sets = [.. Splits.Select(split => $"{SplitNames.Of(split)}")];
        return !Directory.Exists(path) ? [] : Directory.EnumerateFiles(path, $"*{options.Extension}")
            .Where(file => RowsFileName.Parse(file) is { } name && name.Extension == options.Extension && sets.Contains(name.Set)).Order(StringComparer.Ordinal);
    }

    private void RemoveIfEmpty()
    {
        if (_isNew)
            RemoveIfEmpty(TargetPath);
    }

    private static void RemoveIfEmpty(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    private string PicturePath => Path.Combine(TargetPath, CardPicture.Folder);

    // Merges the sides' entries into one dataset_info.json.
    private Dictionary<string, byte[]> LoaderFiles(IReadOnlyList<string> removed)
    {
        Dictionary<string, byte[]> contents = [];
        foreach (DatasetSplit split in Splits)
        {
            string path = Path.Combine(TargetPath, FolderSide.NameOf(split, _options));
            IReadOnlyList<DatasetFile> files = _sides[(int)split]?.Files ?? [];
            LoadedSet set = new(path, [.. files.Select(file => Path.Combine(TargetPath, file.Name))]) { HasSystem = files.Any(file => file.HasSystem), Removed = removed };
            if (DatasetFile.LoaderFileOf(set, _options.File.Format, path => contents.GetValueOrDefault(path) ?? DatasetFile.ReadIfThere(path)) is { } needed)
                contents[needed.Path] = needed.Content;
        }

        return contents;
    }

    // The manifest is put in place last, so that its presence proves that the rest is complete.
    private void Describe(List<AtomicFile> added, AtomicFile[] data)
    {
        Dictionary<string, (string Split, long Rows)> rows = Begun.SelectMany(side => side.Files, (side, file) => (side, file)).ToDictionary(one => one.file.Name, one => ($"{SplitNames.Of(one.side.Split)}", one.file.Rows));
        CardData card = _facts!.ToData(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(TargetPath))), _options, Begun.ToDictionary(side => side.Split, side => side.Pattern));
        added.Add(AtomicFile.Of(Path.Combine(TargetPath, DatasetCard.Name), DatasetCard.Write(card)));
        if (card.Pictures.Count > 0)
            Directory.CreateDirectory(PicturePath);
        foreach (CardPicture picture in card.Pictures)
            added.Add(AtomicFile.Of(Path.Combine(TargetPath, picture.Path), picture.Content));

        List<ManifestFile> files = [];
        foreach (ManifestFile entry in data.Concat(added).Select(file => ManifestFile.Of(file, TargetPath)))
        {
            files.Add(rows.TryGetValue(entry.Path, out (string Split, long Rows) side) ? entry with { Split = side.Split, Rows = side.Rows } : entry);
        }

        // Unchanged files for a trainer still belong to the folder.
        foreach (string path in Begun.Select(side => _options.File.Format.LoaderFile?.PathFor(side.Path)).OfType<string>())
        {
            string name = Path.GetFileName(path);
            if (files.Any(entry => entry.Path == name))
                continue;
            using FileStream content = File.OpenRead(path);
            files.Add(new ManifestFile(name, content.Length, ManifestFile.Hash(content)));
        }

        files.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        added.Add(AtomicFile.Of(Path.Combine(TargetPath, FolderManifest.Name), new FolderManifest(_options.File.Format, Files.Sum(file => file.Rows), files).ToJson()));
    }

    // A manifest of the earlier files would not be true of these.
    private IReadOnlyList<string> Stale()
    {
        HashSet<string> names = [.. Files.Select(file => file.Name)];
        return
        [
            .. Splits.Select(split => Path.Combine(TargetPath, FolderSide.NameOf(split, _options))).Union(Earlier(TargetPath, _options))
                .Where(path => !names.Contains(Path.GetFileName(path))).SelectMany(path => (string[])[path, SidecarWriter.PathFor(path)]),
            .. _facts is null && FolderManifest.IsIn(TargetPath) ? [Path.Combine(TargetPath, FolderManifest.Name)] : (string[])[],
        ];
    }

    // Nor would the pictures of the earlier card.
    private IEnumerable<string> StalePictures(IReadOnlyList<AtomicFile> added) => _facts is not null && FolderManifest.IsIn(TargetPath)
        ? FolderManifest.Read(TargetPath).Files.Select(file => file.Path).Where(CardPicture.IsOne).Except(added.Select(file => $"{CardPicture.Folder}/{file.Name}")).Select(path => Path.Combine(TargetPath, path))
        : [];
}
