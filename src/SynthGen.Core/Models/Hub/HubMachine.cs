namespace SynthGen.Models.Hub;

/// <summary>What a download takes of the machine that it runs on; tests take other ones.</summary>
internal sealed record HubMachine
{
    /// <summary>The clock of waits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The bytes that the disk of a folder has room for; null if that is not known.</summary>
    public Func<string, long?> FreeSpace { get; init; } = FreeSpaceOf;

    /// <summary>Opens a part.</summary>
    public Func<string, Stream> OpenPart { get; init; } = PartialFile.Open;

    /// <summary>Makes a symbolic link, given its path and where it leads to.</summary>
    public Action<string, string> Link { get; init; } = (path, target) => File.CreateSymbolicLink(path, target);

    private static long? FreeSpaceOf(string folder)
    {
        // The folder may not be there yet.
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
