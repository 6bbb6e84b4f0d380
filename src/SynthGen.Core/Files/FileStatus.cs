using System.Runtime.InteropServices;

namespace SynthGen.Files;

/// <summary>The kind of what is at a path.</summary>
public enum FileKind
{
    /// <summary>Nothing is there.</summary>
    Missing,

    /// <summary>A regular file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link.</summary>
    Link,

    /// <summary>A device, as /dev/null or NUL.</summary>
    Device,

    /// <summary>A named pipe.</summary>
    Pipe,

    /// <summary>A socket.</summary>
    Socket,
}

/// <summary>Kind, owner and mode of what is at a path, without opening it: opening a pipe waits, and opening a device acts.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="User">The owner's number; 0 on Windows.</param>
/// <param name="Group">The group's number; 0 on Windows.</param>
/// <param name="Mode">The permissions; none on Windows.</param>
internal readonly partial record struct FileStatus(FileKind Kind, uint User, uint Group, UnixFileMode Mode)
{
    private const int DoNotFollow = 0x100, CurrentFolder = -100;
    private const uint TypeModeUserGroup = 0x1 | 0x2 | 0x8 | 0x10;

    /// <summary>The number of the user whom this process acts for; 0 is root, and on Windows everybody.</summary>
    public static uint CurrentUser => OperatingSystem.IsWindows() ? 0 : GetEffectiveUser();

    /// <summary>Whether everybody may write it.</summary>
    public bool IsOpenToAll => Mode.HasFlag(UnixFileMode.OtherWrite);

    /// <summary>Looks at a path; a symbolic link is not followed.</summary>
    public static FileStatus Of(string path)
    {
        if (OperatingSystem.IsWindows())
            return new FileStatus(KindOnWindows(path), 0, 0, UnixFileMode.None);

        // Larger than either structure.
        byte[] status = new byte[512];
        int failed = OperatingSystem.IsMacOS()
            ? RuntimeInformation.ProcessArchitecture == Architecture.X64 ? LookOnIntelMac(path, status) : LookOnMac(path, status)
            : Look(CurrentFolder, path, DoNotFollow, TypeModeUserGroup, status);
        if (failed != 0)
            return default;

        // struct stat of macOS, and struct statx of Linux, which is the same on every processor.
        return OperatingSystem.IsMacOS()
            ? Create(BitConverter.ToUInt16(status, 4), BitConverter.ToUInt32(status, 16), BitConverter.ToUInt32(status, 20))
            : Create(BitConverter.ToUInt16(status, 28), BitConverter.ToUInt32(status, 20), BitConverter.ToUInt32(status, 24));
    }

    private static FileStatus Create(int mode, uint user, uint group)
    {
        FileKind kind = (mode & 0xF000) switch
        {
            0x8000 => FileKind.File,
            0x4000 => FileKind.Folder,
            0xA000 => FileKind.Link,
            0x1000 => FileKind.Pipe,
            0xC000 => FileKind.Socket,
            _ => FileKind.Device,
        };
        return new FileStatus(kind, user, group, (UnixFileMode)(mode & 0xFFF));
    }

    private static FileKind KindOnWindows(string path)
    {
        // NUL, CON and COM1 are devices in every folder, and \\.\pipe\name is a pipe.
        if (Path.GetFullPath(path).StartsWith(@"\\.\", StringComparison.Ordinal))
            return FileKind.Device;
        FileInfo file = new(path);
        return (int)file.Attributes == -1 ? FileKind.Missing
            : file.LinkTarget is not null ? FileKind.Link
            : file.Attributes.HasFlag(FileAttributes.Directory) ? FileKind.Folder
            : FileKind.File;
    }

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Look(int folder, string path, int flags, uint mask, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "lstat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LookOnMac(string path, [Out] byte[] status);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LookOnIntelMac(string path, [Out] byte[] status);
}
