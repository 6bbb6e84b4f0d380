namespace SynthGen.Models.Hub;

/// <summary>The parts of the machine that a download uses; tests replace them.</summary>
internal sealed record HubMachine
{
    /// <summary>The clock for waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Returns the free bytes on the disk of a folder; null if unknown.</summary>
    public Func<string, long?> FreeSpace { get; init; } = FreeSpaceOf;

    /// <summary>Opens a partial file.</summary>
    public Func<string, Stream> OpenPart { get; init; } = PartialFile.Open;

    /// <summary>Creates a symbolic link from its path and its target.</summary>
    public Action<string, string> Link { get; init; } = (path, target) => File.CreateSymbolicLink(path, target);

    private static long? FreeSpaceOf(string folder)
    {
        // The folder may not exist yet.
        string? place = folder;
        while (place is not null && !Directory.Exists(place))
            place = Path.GetDirectoryName(place);
        try
        {
            return place is null ? null : new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(place)! : place).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
