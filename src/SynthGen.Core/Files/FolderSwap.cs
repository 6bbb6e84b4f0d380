using System.Runtime.InteropServices;

namespace SynthGen.Files;

/// <summary>Puts one folder in the place of another.</summary>
internal static partial class FolderSwap
{
    private const int CurrentFolder = -100, Exchange = 2;

    /// <summary>
    /// Exchanges two folders of one disk. On Linux and macOS this is one step on disks that can do it. Elsewhere it takes
    /// two renames: a process killed between them leaves nothing at <paramref name="place"/> and what was there beside it,
    /// until <see cref="Recover"/> brings it back.
    /// </summary>
    /// <param name="folder">The new folder, beside the place; afterwards the one that was in the place.</param>
    /// <param name="place">The place.</param>
    /// <exception cref="IOException">They cannot be exchanged, as when a program has a file of theirs open on Windows; nothing is changed.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be exchanged; nothing is changed.</exception>
    public static void Swap(string folder, string place)
    {
        if (!IsExchanged(folder, place))
            SwapByRenames(folder, place);
    }

    /// <summary>Exchanges two folders by renames.</summary>
    /// <inheritdoc cref="Swap" path="/param"/>
    /// <inheritdoc cref="Swap" path="/exception"/>
    internal static void SwapByRenames(string folder, string place)
    {
        string earlier = $"{place}.earlier-{Random.Shared.Next():x8}";
        Directory.Move(place, earlier);
        try
        {
            Directory.Move(folder, place);
        }
        catch
        {
            Directory.Move(earlier, place);
            throw;
        }

        Directory.Move(earlier, folder);
    }

    /// <summary>Brings back a folder that a process killed between two renames left beside its place.</summary>
    public static void Recover(string place)
    {
        if (Path.GetDirectoryName(place) is not { } around || !Directory.Exists(around) || Directory.Exists(place) || File.Exists(place))
            return;
        if (Beside(place, "earlier").FirstOrDefault() is { } earlier)
            Directory.Move(earlier, place);
    }

    /// <summary>Returns the folders beside a place that a commit made: named as the place, a word, and eight hexadecimal digits.</summary>
    public static IEnumerable<string> Beside(string place, string word) =>
        Directory.EnumerateDirectories(Path.GetDirectoryName(place)!, $"{Path.GetFileName(place)}.{word}-????????")
            .Where(folder => folder[^8..].All(char.IsAsciiHexDigitLower)).Order(StringComparer.Ordinal);

    /// <summary>Fills a folder with the entries of another: files as hard links, so that nothing is copied and both are the same file.</summary>
    /// <param name="source">The folder to take from.</param>
    /// <param name="target">The folder to fill.</param>
    /// <param name="except">The names of entries that are left out.</param>
    /// <exception cref="IOException">The disk or the owner of an entry does not allow it.</exception>
    /// <exception cref="UnauthorizedAccessException">An entry may not be read.</exception>
    public static void Link(string source, string target, IReadOnlySet<string> except)
    {
        foreach (FileSystemInfo entry in new DirectoryInfo(source).EnumerateFileSystemInfos())
        {
            if (except.Contains(entry.Name))
                continue;

            string path = Path.Combine(target, entry.Name);
            if (entry.LinkTarget is { } aim)
            {
                _ = entry is DirectoryInfo ? Directory.CreateSymbolicLink(path, aim) : File.CreateSymbolicLink(path, aim);
            }
            else if (entry is DirectoryInfo)
            {
                CreateLike(entry.FullName, path);
                Link(entry.FullName, path, new HashSet<string>());
                TakeMode(entry.FullName, path);
            }
            else if (OperatingSystem.IsWindows() ? !CreateHardLink(path, entry.FullName, 0) : CreateHardLink(entry.FullName, path) != 0)
            {
                throw new IOException($"'{entry.FullName}' cannot have a second name.");
            }
        }
    }

    /// <summary>Creates a folder with the owner of another; its mode comes last, by <see cref="TakeMode"/>.</summary>
    /// <exception cref="IOException">It cannot be created, or has another owner.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created.</exception>
    public static void CreateLike(string folder, string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        FileStatus one = FileStatus.Of(folder), other = FileStatus.Of(path);
        if ((one.User, one.Group) != (other.User, other.Group))
            throw new IOException($"'{folder}' belongs to another user or group.");
    }

    /// <summary>Gives a folder the mode of another.</summary>
    public static void TakeMode(string folder, string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, File.GetUnixFileMode(folder));
    }

    private static bool IsExchanged(string one, string other)
    {
        if (OperatingSystem.IsMacOS())
            return ExchangeOnMac(one, other, Exchange) == 0;

        // The C library of Alpine has no function for it.
        nint number = RuntimeInformation.ProcessArchitecture switch { Architecture.X64 => 316, Architecture.Arm64 => 276, _ => 0 };
        return OperatingSystem.IsLinux() && number != 0 && Call(number, CurrentFolder, one, CurrentFolder, other, Exchange) == 0;
    }

    [LibraryImport("libc", EntryPoint = "syscall", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Call(nint number, nint folder, string path, nint otherFolder, string otherPath, nint flags);

    [LibraryImport("libc", EntryPoint = "renamex_np", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ExchangeOnMac(string path, string otherPath, uint flags);

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int CreateHardLink(string path, string newPath);

    [LibraryImport("kernel32", EntryPoint = "CreateHardLinkW", StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string newPath, string path, nint security);
}
