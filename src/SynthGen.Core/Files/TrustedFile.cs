namespace SynthGen.Files;

/// <summary>
/// Decides whether a file that was found, rather than named, may be believed: another user may have put it there.
/// </summary>
public static class TrustedFile
{
    /// <summary>
    /// Returns why a file is not to be read; null if it may be. It must be a regular file, at the end of its links; it, the
    /// folder that it is in and the folder of a link to it must belong to the user or root and must not be writable by
    /// everybody. On Windows only the kind is checked.
    /// </summary>
    public static string? Distrust(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (OutputFile.KindOf(path) is not FileKind.File)
            return "it is not a regular file";
        if (OperatingSystem.IsWindows())
            return null;

        string[] places = [.. OutputFile.Links(path)];
        return Judge(places[^1], "it") ?? places.Select(place => Judge(FolderOf(place), "its folder")).FirstOrDefault(reason => reason is not null);
    }

    private static string FolderOf(string place) => Path.GetDirectoryName(place) is { } folder ? OutputFile.RealFolder(folder) ?? folder : place;

    private static string? Judge(string path, string name)
    {
        FileStatus status = FileStatus.Of(path);
        if (status.User != 0 && status.User != FileStatus.CurrentUser)
            return $"{name} belongs to another user";
        return status.IsOpenToAll ? $"everybody may write {name}" : null;
    }
}
