using System.Management.Automation;
using SynthGen.Files;

namespace SynthGen;

/// <summary>Finds the full path of an export. A path that cannot be written ends the command.</summary>
internal static class OutputPath
{
    /// <summary>The full path of the file.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="path">The path as given; wildcard characters are part of the name.</param>
    /// <param name="placement">How the file is put there.</param>
    /// <param name="force">Whether a read-only file may be written.</param>
    public static string Resolve(ModuleCmdlet cmdlet, string path, FilePlacement placement, bool force)
    {
        string file = FullPath(cmdlet, path);
        string? folder = Path.GetDirectoryName(file);
        if (Directory.Exists(file) || string.IsNullOrEmpty(Path.GetFileName(file)))
            Stop("PathIsAFolder", ErrorCategory.InvalidArgument, $"'{path}' is a folder.", "Name a file in it.");
        if (!Directory.Exists(folder))
            Stop("FolderNotFound", ErrorCategory.ObjectNotFound, $"There is no folder '{folder}'.", "Create it first, or name another.");
        try
        {
            OutputFile.Resolve(file);
        }
        catch (NotAFileException error)
        {
            cmdlet.ThrowTerminatingError(Errors.NotAFile(path, error));
        }

        if (!File.Exists(file))
            return file;

        if (placement == FilePlacement.CreateNew)
            Stop("DatasetExists", ErrorCategory.ResourceExists, $"'{path}' is there already.", "Name another file, or leave out -NoClobber to replace it, or use -Append.");
        if (!force && File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly))
            Stop("DatasetReadOnly", ErrorCategory.PermissionDenied, $"'{path}' is read-only.", "Use -Force to write it all the same.");
        return file;

        void Stop(string id, ErrorCategory category, string message, string advice) => OutputPath.Stop(cmdlet, id, category, path, message, advice);
    }

    /// <summary>The full path of a folder. It need not exist if its parent does.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="path">The path as given; wildcard characters are part of the name.</param>
    /// <param name="names">The files that will be put into it.</param>
    /// <param name="placement">How the files are put there.</param>
    /// <param name="force">Whether read-only files may be written.</param>
    public static string ResolveFolder(ModuleCmdlet cmdlet, string path, IEnumerable<string> names, FilePlacement placement, bool force)
    {
        string folder = Path.TrimEndingDirectorySeparator(FullPath(cmdlet, path));
        if (File.Exists(folder))
            Stop(cmdlet, "PathIsAFile", ErrorCategory.InvalidArgument, path, $"'{path}' is a file.", "Name a folder.");
        if (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { } around && !Directory.Exists(around))
            Stop(cmdlet, "FolderNotFound", ErrorCategory.ObjectNotFound, path, $"There is no folder '{around}'.", "Create it first, or name another.");
        if (Directory.Exists(folder))
        {
            foreach (string name in names)
                Resolve(cmdlet, Path.Combine(folder, name), placement, force);
        }

        return folder;
    }

    private static string FullPath(ModuleCmdlet cmdlet, string path)
    {
        string full;
        ProviderInfo provider;
        try
        {
            full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _);
        }
        catch (Exception error) when (error is SessionStateException or PSNotSupportedException or PSArgumentException)
        {
            Stop(cmdlet, "PathNotFound", ErrorCategory.ObjectNotFound, path, $"Cannot find the place '{path}'.", "Check the path, and the drive before it.", error);
            throw;
        }

        if (provider.Name != "FileSystem")
            Stop(cmdlet, "PathNotAFile", ErrorCategory.InvalidArgument, path, $"'{path}' is a path of the provider {provider.Name}.", "Name a file.");
        return full;
    }

    private static void Stop(ModuleCmdlet cmdlet, string id, ErrorCategory category, string path, string message, string advice, Exception? cause = null) =>
        cmdlet.ThrowTerminatingError(Errors.Create(id, category, path, message, advice, cause));
}
