using SynthGen.Files;

namespace SynthGen.Datasets.Folders;

/// <summary>
/// Puts the files of a folder in place all at once: they are collected in a second folder beside it, with the folder's other
/// files, and the two are exchanged. A process killed at any moment leaves the earlier set or the new one.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="step">Called after each step, for tests.</param>
internal sealed class FolderCommit(string folder, Action step)
{
    /// <summary>The word in the name of the second folder.</summary>
    public const string Word = "partial";

    private readonly string _folder = OutputFile.RealFolder(Path.GetFullPath(folder)) ?? Path.GetFullPath(folder);

    /// <summary>
    /// Exchanges the folder; false if its disk, its owner or its place does not allow that. Nothing is changed then. The
    /// current directory of the process is not exchanged, because a shell that is in it would be in the earlier one.
    /// </summary>
    /// <param name="files">The new files.</param>
    /// <param name="stale">The paths of earlier files that do not belong to the new set.</param>
    public bool TryExchange(IReadOnlyList<AtomicFile> files, IReadOnlyList<string> stale)
    {
        if (Path.GetDirectoryName(_folder) is null || IsCurrent() || files.Any(IsElsewhere))
            return false;

        string second = $"{_folder}.{Word}-{Random.Shared.Next():x8}";
        List<AtomicFile> moved = [];
        try
        {
            FolderSwap.CreateLike(_folder, second);
            step();
            string pictures = Path.Combine(_folder, CardPicture.Folder), secondPictures = Path.Combine(second, CardPicture.Folder);
            if (Directory.Exists(pictures))
                FolderSwap.CreateLike(pictures, secondPictures);
            foreach (AtomicFile file in files)
            {
                file.MoveTo(In(second, file));
                moved.Add(file);
                step();
            }

            FolderSwap.Link(_folder, second, Names(files, stale, ofPictures: false));
            if (Directory.Exists(pictures))
            {
                FolderSwap.Link(pictures, secondPictures, Names(files, stale, ofPictures: true));
                FolderSwap.TakeMode(pictures, secondPictures);
                RemoveIfEmpty(secondPictures);
            }

            FolderSwap.TakeMode(_folder, second);
            step();
            FolderSwap.Swap(second, _folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            foreach (AtomicFile file in moved)
                file.MoveBack(In(second, file));
            Remove(second);
            return false;
        }

        step();
        foreach (string left in FolderSwap.Beside(_folder, Word))
            Remove(left);
        return true;
    }

    private string In(string other, AtomicFile file) => IsPicture(file.TargetPath) ? Path.Combine(other, CardPicture.Folder, file.Name) : Path.Combine(other, file.Name);

    private bool IsPicture(string path) => Path.GetDirectoryName(Path.GetFullPath(path)) == Path.Combine(Path.GetFullPath(folder), CardPicture.Folder);

    // The entries of one of the two folders that are not those of the earlier set.
    private HashSet<string> Names(IReadOnlyList<AtomicFile> files, IReadOnlyList<string> stale, bool ofPictures) =>
    [
        .. files.Where(file => IsPicture(file.TargetPath) == ofPictures).Select(file => file.Name),
        .. stale.Where(path => IsPicture(path) == ofPictures).Select(path => Path.GetFileName(path)),
        .. ofPictures ? [] : (string[])[CardPicture.Folder],
    ];

    private static void RemoveIfEmpty(string folder)
    {
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    // A link in the folder may lead to another disk. A new file must not replace one that appeared.
    private bool IsElsewhere(AtomicFile file) =>
        (IsPicture(file.TargetPath) ? FileStatus.Of(Path.GetDirectoryName(file.TargetPath)!).Kind == FileKind.Link : Path.GetDirectoryName(file.TargetPath) != Path.GetFullPath(folder)) || (file.Placement == FilePlacement.CreateNew && File.Exists(file.TargetPath));

    private bool IsCurrent()
    {
        string current = OutputFile.RealFolder(Environment.CurrentDirectory) ?? Environment.CurrentDirectory;
        return current == _folder || current.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private static void Remove(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It stays beside the folder; the next export removes it.
        }
    }
}
