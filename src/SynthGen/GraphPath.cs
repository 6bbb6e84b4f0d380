using System.Management.Automation;
using SynthGen.Files;

namespace SynthGen;

/// <summary>Writes the files of graphs. What cannot be written ends the command.</summary>
internal static class GraphPath
{
    /// <summary>Returns the full path of a file to write.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="path">The path as given; wildcard characters are part of the name.</param>
    /// <param name="force">Whether a file that is there is replaced.</param>
    public static string Resolve(ModuleCmdlet cmdlet, string path, bool force)
    {
        string file = OutputPath.Resolve(cmdlet, path, FilePlacement.Replace, force: true);
        if (File.Exists(file) && !force)
        {
            cmdlet.ThrowTerminatingError(Errors.Create(
                "PageGraphExists", ErrorCategory.ResourceExists, path, $"'{path}' is there already.", "Name another file, or replace it by -Force."));
        }

        return file;
    }

    /// <summary>Writes a graph.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="path">The path as given.</param>
    /// <param name="file">The full path.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="write">Writes it in a format.</param>
    public static void Write(ModuleCmdlet cmdlet, string path, string file, PageGraph graph, Action<string, PageGraph> write)
    {
        try
        {
            write(file, graph);
        }
        catch (NotAFileException error)
        {
            cmdlet.ThrowTerminatingError(Errors.NotAFile(path, error));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            cmdlet.ThrowTerminatingError(Errors.Create(
                "PageGraphNotWritten", ErrorCategory.WriteError, path, $"The graph cannot be written: {DiskFull.Explain(error, file)}",
                "Check the disk, and that files may be created in its folder; a file that was there is as it was.", error));
        }
    }
}
