using SynthGen.Files;
using SynthGen.Rows;

namespace SynthGen.Datasets.Folders;

/// <summary>
/// A folder with a file for each side of a split that has rows: train.jsonl, validation.jsonl, test.jsonl. With a card it also
/// has a README.md and a manifest. <see cref="Commit"/> puts everything in place, or nothing. One process at a time writes a folder.
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
    private readonly DatasetFile?[] _files = new DatasetFile?[Splits.Length];
    private readonly CardFacts? _facts;
    private readonly bool _isNew;
    private readonly FileLock? _lock;

    private DatasetFolder(string path, DatasetFolderOptions options, bool isNew, FileLock? turn)
    {
        TargetPath = path;
        _lock = turn;
        _options = options;
        _isNew = isNew;
        _facts = options.Card is null ? null : new CardFacts();
    }

    /// <summary>The folder.</summary>
    public string TargetPath { get; }

    /// <summary>The number of rows written.</summary>
    public long Rows { get; private set; }

    /// <summary>The paths of the partial files until they are in place.</summary>
    public IReadOnlyList<string> PartialPaths => [.. Begun.Select(file => file.PartialPath)];

    /// <summary>Called after each step of <see cref="Commit"/>, for tests.</summary>
    internal Action Step { get; set; } = () => { };

    private IEnumerable<DatasetFile> Begun => _files.OfType<DatasetFile>();

    /// <summary>Returns the files of a folder whose sides all have rows, without the companion files of formats.</summary>
    public static IReadOnlyList<string> FileNames(DatasetFolderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] described = options.Card is null ? [] : [DatasetCard.Name, FolderManifest.Name];
        return [.. Splits.Select(split => FileName(split, options)), .. described];
    }

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
        if (options.Placement == FilePlacement.CreateNew && FileNames(options).FirstOrDefault(name => File.Exists(Path.Combine(path, name))) is { } there)
            throw new IOException($"'{there}' is there already.");

        string sample = Path.Combine(path, FileName(DatasetSplit.Train, options));
        DatasetFile.LoaderFileOf(sample, options.File.Format, DatasetFile.ReadIfThere, hasSystem: false);

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

    /// <summary>Writes a row to the file of its side.</summary>
    /// <exception cref="ArgumentException">The row is on no side, or the format cannot represent it.</exception>
    /// <inheritdoc cref="DatasetFile.Create" path="/exception"/>
    /// <inheritdoc cref="DatasetFile.Write" path="/exception"/>
    public void Write(DatasetRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Split is not { } split)
            throw new ArgumentException("The row is on no side of a split.", nameof(row));

        DatasetFile file = _files[(int)split] ??= DatasetFile.Create(PathOf(split), _options.Placement, _options.File);
        file.Write(row);
        _facts?.Add(row);
        Rows++;
    }

    /// <summary>
    /// Puts all files in place, or none of them. Files of an earlier export for sides without rows are removed, because with
    /// them the folder would mix two exports, and so is its manifest if this export writes none.
    /// </summary>
    /// <returns>0, because nothing is appended.</returns>
    /// <exception cref="IOException">The files cannot be put in place; the earlier ones are unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public long Commit()
    {
        foreach (DatasetFile file in Begun)
            file.Close();

        List<AtomicFile> added = [];
        IReadOnlyList<string> stale = [];
        try
        {
            foreach ((string path, byte[] content) in LoaderFiles())
                added.Add(AtomicFile.Of(path, content));
            AtomicFile[] data = [.. Begun.SelectMany(file => file.Files)];
            if (_facts is not null)
                Describe(added, data);
            AtomicFile[] files = [.. data, .. added];
            stale = Stale(added);
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
        foreach (DatasetFile file in Begun)
            file.Discard();
        RemoveIfEmpty();
        _lock?.Dispose();
    }

    /// <summary>Ends writing without <see cref="Commit"/>: what was there is as it was, and the partial files stay.</summary>
    public void Dispose()
    {
        foreach (DatasetFile file in Begun)
            file.Dispose();
        RemoveIfEmpty();
        _facts?.Dispose();
        _lock?.Dispose();
    }

    private static string FileName(DatasetSplit split, DatasetFolderOptions options) => SplitNames.Of(split) + options.Extension;

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

    private string PathOf(DatasetSplit split) => Path.Combine(TargetPath, FileName(split, _options));

    // Merges the sides' entries into one dataset_info.json.
    private Dictionary<string, byte[]> LoaderFiles()
    {
        Dictionary<string, byte[]> contents = [];
        foreach (DatasetFile file in Begun)
        {
            if (file.LoaderFile(path => contents.GetValueOrDefault(path) ?? DatasetFile.ReadIfThere(path)) is { } needed)
                contents[needed.Path] = needed.Content;
        }

        return contents;
    }

    // The manifest is put in place last, so that its presence proves that the rest is complete.
    private void Describe(List<AtomicFile> added, AtomicFile[] data)
    {
        Dictionary<string, string> names = Splits.ToDictionary(split => FileName(split, _options), split => SplitNames.Of(split).ToString());
        CardData card = _facts!.ToData(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(TargetPath))), _options);
        added.Add(AtomicFile.Of(Path.Combine(TargetPath, DatasetCard.Name), DatasetCard.Write(card)));
        if (card.Pictures.Count > 0)
            Directory.CreateDirectory(PicturePath);
        foreach (CardPicture picture in card.Pictures)
            added.Add(AtomicFile.Of(Path.Combine(TargetPath, picture.Path), picture.Content));

        List<ManifestFile> files = [];
        foreach (ManifestFile entry in data.Concat(added).Select(file => ManifestFile.Of(file, TargetPath)))
        {
            DatasetSplit split = default;
            bool isRows = names.TryGetValue(entry.Path, out string? name) && Enum.TryParse(name, ignoreCase: true, out split);
            files.Add(isRows ? entry with { Split = name, Rows = _files[(int)split]!.Rows } : entry);
        }

        // Unchanged files for a trainer still belong to the folder.
        foreach (string path in Begun.Select(file => _options.File.Format.LoaderFile?.PathFor(file.TargetPath)).OfType<string>())
        {
            string name = Path.GetFileName(path);
            if (files.Any(entry => entry.Path == name))
                continue;
            using FileStream content = File.OpenRead(path);
            files.Add(new ManifestFile(name, content.Length, ManifestFile.Hash(content)));
        }

        files.Sort((one, other) => string.CompareOrdinal(one.Path, other.Path));
        added.Add(AtomicFile.Of(Path.Combine(TargetPath, FolderManifest.Name), new FolderManifest(_options.File.Format, Rows, files).ToJson()));
    }

    // A manifest of the earlier files would not be true of these, nor would the pictures of the earlier card.
    private IReadOnlyList<string> Stale(IReadOnlyList<AtomicFile> added) =>
    [
        .. _facts is not null && FolderManifest.IsIn(TargetPath)
            ? FolderManifest.Read(TargetPath).Files.Select(file => file.Path).Where(CardPicture.IsOne).Except(added.Select(file => $"{CardPicture.Folder}/{file.Name}")).Select(path => Path.Combine(TargetPath, path))
            : [],
        .. Splits.Where(split => _files[(int)split] is null).SelectMany(split => (string[])[PathOf(split), SidecarWriter.PathFor(PathOf(split))]),
        .. _facts is null && FolderManifest.IsIn(TargetPath) ? [Path.Combine(TargetPath, FolderManifest.Name)] : (string[])[],
    ];
}
