using SynthGen.Files;
using SynthGen.Rows;

namespace SynthGen.Datasets.Folders;

/// <summary>
/// A folder with a file for each side of a split that has rows: train.jsonl, validation.jsonl, test.jsonl. All of it is put in
/// place by <see cref="Commit"/>, or nothing; with a card, a README.md and a manifest are among it.
/// </summary>
public sealed class DatasetFolder : IDatasetOutput
{
    private static readonly DatasetSplit[] Splits = Enum.GetValues<DatasetSplit>();

    private readonly DatasetFolderOptions _options;
    private readonly DatasetFile?[] _files = new DatasetFile?[Splits.Length];
    private readonly CardFacts? _facts;
    private readonly bool _isNew;

    private DatasetFolder(string path, DatasetFolderOptions options, bool isNew)
    {
        TargetPath = path;
        _options = options;
        _isNew = isNew;
        _facts = options.Card is null ? null : new CardFacts();
    }

    /// <summary>The folder.</summary>
    public string TargetPath { get; }

    /// <summary>How many rows were written.</summary>
    public long Rows { get; private set; }

    /// <summary>Where the rows are until they are in place.</summary>
    public IReadOnlyList<string> PartialPaths => [.. Begun.Select(file => file.PartialPath)];

    private IEnumerable<DatasetFile> Begun => _files.OfType<DatasetFile>();

    /// <summary>The files that a folder gets if all sides have rows, without those that formats bring with them.</summary>
    public static IReadOnlyList<string> FileNames(DatasetFolderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] described = options.Card is null ? [] : [DatasetCard.Name, FolderManifest.Name];
        return [.. Splits.Select(split => FileName(split, options)), .. described];
    }

    /// <summary>Begins a folder; one that is not there is created.</summary>
    /// <exception cref="IOException">It cannot be created, or has files already that may not be replaced.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    /// <exception cref="InvalidDataException">What is to be merged with is broken.</exception>
    public static DatasetFolder Create(string path, DatasetFolderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Placement == FilePlacement.Append)
            throw new ArgumentException("A folder cannot be added to.", nameof(options));

        if (options.Placement == FilePlacement.CreateNew && FileNames(options).FirstOrDefault(name => File.Exists(Path.Combine(path, name))) is { } there)
            throw new IOException($"'{there}' is there already.");

        string sample = Path.Combine(path, FileName(DatasetSplit.Train, options));
        DatasetFile.LoaderFileOf(sample, options.File.Format, DatasetFile.ReadIfThere, hasSystem: false);

        bool isNew = !Directory.Exists(path);
        Directory.CreateDirectory(path);
        return new DatasetFolder(path, options, isNew);
    }

    /// <summary>Writes a row into the file of its side.</summary>
    /// <exception cref="ArgumentException">It is on none, or the format has no way to say it.</exception>
    /// <inheritdoc cref="DatasetFile.Create" path="/exception"/>
    /// <inheritdoc cref="DatasetFile.Write" path="/exception"/>
    public void Write(SyntheticQuery row)
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
    /// Puts all files in their places, or none of them. Files of an earlier export for sides that have no rows now are removed
    /// then: with them the folder would be a mixture.
    /// </summary>
    /// <returns>0: nothing is added to what was there.</returns>
    /// <exception cref="IOException">They cannot be put there; what was there is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public long Commit()
    {
        foreach (DatasetFile file in Begun)
            file.Close();

        List<AtomicFile> added = [];
        try
        {
            foreach ((string path, byte[] content) in LoaderFiles())
                added.Add(AtomicFile.Of(path, content));
            AtomicFile[] data = [.. Begun.SelectMany(file => file.Files)];
            if (_facts is not null)
                Describe(added, data);
            AtomicFile.CommitAll([.. data, .. added]);
        }
        catch
        {
            foreach (AtomicFile file in added)
                file.Discard();
            throw;
        }
        finally
        {
            added.ForEach(file => file.Dispose());
        }

        RemoveStale();
        return 0;
    }

    /// <inheritdoc/>
    public void Discard()
    {
        foreach (DatasetFile file in Begun)
            file.Discard();
        RemoveIfEmpty();
    }

    /// <summary>Ends writing without <see cref="Commit"/>: what was there is as it was, and the partial files stay.</summary>
    public void Dispose()
    {
        foreach (DatasetFile file in Begun)
            file.Dispose();
        RemoveIfEmpty();
    }

    private static string FileName(DatasetSplit split, DatasetFolderOptions options) => SplitNames.Of(split) + options.Extension;

    private void RemoveIfEmpty()
    {
        if (_isNew && Directory.Exists(TargetPath) && !Directory.EnumerateFileSystemEntries(TargetPath).Any())
            Directory.Delete(TargetPath);
    }

    private string PathOf(DatasetSplit split) => Path.Combine(TargetPath, FileName(split, _options));

    // The sides' entries of one dataset_info.json.
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

    // The manifest is put in place last: where it is, the rest is.
    private void Describe(List<AtomicFile> added, AtomicFile[] data)
    {
        Dictionary<string, string> names = Splits.ToDictionary(split => FileName(split, _options), split => SplitNames.Of(split).ToString());
        CardData card = _facts!.ToData(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(TargetPath))), _options);
        added.Add(AtomicFile.Of(Path.Combine(TargetPath, DatasetCard.Name), DatasetCard.Write(card)));

        List<ManifestFile> files = [];
        foreach (ManifestFile entry in data.Concat(added).Select(ManifestFile.Of))
        {
            DatasetSplit split = default;
            bool isRows = names.TryGetValue(entry.Path, out string? name) && Enum.TryParse(name, ignoreCase: true, out split);
            files.Add(isRows ? entry with { Split = name, Rows = _files[(int)split]!.Rows } : entry);
        }

        // Files for a trainer that stay as they were belong to the folder all the same.
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

    private void RemoveStale()
    {
        foreach (DatasetSplit split in Splits.Where(split => _files[(int)split] is null))
        {
            File.Delete(PathOf(split));
            File.Delete(SidecarWriter.PathFor(PathOf(split)));
        }
    }
}
