using System.Runtime.InteropServices;
using System.Text;

namespace SynthGen.Files;

/// <summary>
/// The one check of a path that is written: at the end of its symbolic links is a regular file, or nothing yet. A link stays,
/// and the file behind it is written.
/// </summary>
public static partial class OutputFile
{
    // As many as Linux follows.
    private const int MostLinks = 40;

    /// <summary>Returns the full path of the file that is written; a path that is not a link is only made full.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="NotAFileException">Something else is there, or the links do not lead to a place for a file.</exception>
    public static string Resolve(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string[] places = [.. Links(path)];
        foreach (string link in places[..^1])
            CheckOwner(link);

        string place = places[^1];
        FileKind kind = places.Any(IsOfSystem) ? FileKind.Device : FileStatus.Of(place).Kind;
        if (kind == FileKind.Link)
            throw new NotAFileException(path, place, $"'{path}' is a link that leads in a circle.");
        if (kind is not (FileKind.File or FileKind.Missing))
            throw new NotAFileException(path, place, kind);
        if (places.Length > 1 && !Directory.Exists(Path.GetDirectoryName(place)))
            throw new NotAFileException(path, place, $"'{path}' is a link to '{place}', and that folder is not there.");
        return place;
    }

    /// <summary>Returns the kind of what is at the end of a path's links; Link if they lead in a circle.</summary>
    public static FileKind KindOf(string path) => FileStatus.Of(Links(path).Last()).Kind;

    /// <summary>Returns a path and where its links lead, in order; the last one is a link only if they lead in a circle.</summary>
    internal static IEnumerable<string> Links(string path)
    {
        string place = Path.GetFullPath(path);
        yield return place;
        for (int links = 0; links < MostLinks && FileStatus.Of(place).Kind == FileKind.Link; links++)
            yield return place = Follow(place);
    }

    /// <summary>Returns the real path of a folder; null if there is none.</summary>
    internal static string? RealFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return new DirectoryInfo(folder).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? folder;

        byte[] real = new byte[4097];
        return GetRealPath(folder, real) == 0 ? null : Encoding.UTF8.GetString(real, 0, Array.IndexOf(real, (byte)0));
    }

    // A relative target begins at the folder in which the link really is.
    private static string Follow(string link)
    {
        string target = new FileInfo(link).LinkTarget!;
        if (Path.IsPathRooted(target))
            return Path.GetFullPath(target);

        string around = Path.GetDirectoryName(link)!;
        string whole = Path.Join(RealFolder(around) ?? around, target);
        string folder = Path.Join(Path.GetDirectoryName(whole), ".");
        return Path.Join(RealFolder(folder) ?? Path.GetFullPath(folder), Path.GetFileName(whole));
    }

    // /dev/stdout leads to what a shell redirected, and has no place where a file could be put.
    private static bool IsOfSystem(string place) => !OperatingSystem.IsWindows()
        && (place.StartsWith("/proc/", StringComparison.Ordinal)
            || (place.StartsWith("/dev/", StringComparison.Ordinal) && !place.StartsWith("/dev/shm/", StringComparison.Ordinal)));

    // As Linux does it (fs.protected_symlinks): in /tmp anybody may put a link that leads others to their own files.
    private static void CheckOwner(string link)
    {
        string around = Path.GetDirectoryName(link)!;
        FileStatus folder = FileStatus.Of(RealFolder(around) ?? around);
        uint owner = FileStatus.Of(link).User;
        if (folder.IsOpenToAll && folder.Mode.HasFlag(UnixFileMode.StickyBit) && owner != FileStatus.CurrentUser && owner != folder.User)
            throw new NotAFileException(link, link, $"'{link}' is a link that another user put into a folder of all users.");
    }

    [LibraryImport("libc", EntryPoint = "realpath", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetRealPath(string path, [Out] byte[] real);
}

/// <summary>An output would go to something that is not a regular file.</summary>
public sealed class NotAFileException : IOException
{
    internal NotAFileException(string path, string place, FileKind kind)
        : this(path, place, $"'{path}' {(Path.GetFullPath(path) == place ? "is" : $"is a link to '{place}', which is")} a {NameOf(kind)}.") => Kind = kind;

    internal NotAFileException(string path, string place, string message)
        : base(message) => (FilePath, Place, Kind) = (path, place, FileKind.Link);

    /// <summary>The path as given.</summary>
    public string FilePath { get; }

    /// <summary>The path at the end of its links.</summary>
    public string Place { get; }

    /// <summary>The kind of what is there.</summary>
    public FileKind Kind { get; }

    private static string NameOf(FileKind kind) => kind switch
    {
        FileKind.Folder => "folder",
        FileKind.Pipe => "named pipe",
        FileKind.Socket => "socket",
        _ => "device",
    };
}
