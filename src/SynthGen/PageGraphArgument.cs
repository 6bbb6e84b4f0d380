using System.Management.Automation;
using SynthGen.Conversion;
using SynthGen.Documents;
using SynthGen.Retrieval;
using SynthGen.Retrieval.Graph;

namespace SynthGen;

/// <summary>The graph that a parameter gives: a live one, or one that is read from its file.</summary>
internal static class PageGraphArgument
{
    /// <summary>Returns the graph that a value is, or whose file it names; anything else, and a graph of another document, ends the command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="value">What the user gave.</param>
    /// <param name="index">The index of the graph's pages.</param>
    public static PageGraph Read(AsyncCmdlet command, object value, IPageIndex index)
    {
        object? bare = RecordReader.Bare(value);
        PageGraph graph = bare as PageGraph ?? FromFile(command, value, bare as string ?? FileRecords.PathOf(value, out _));
        if (graph.Pages.Count > 0 && !graph.Pages.Any(key => index.Find(key) is not null))
        {
            command.ThrowTerminatingError(Errors.Create(
                "PageGraphOfOtherDocument", ErrorCategory.InvalidArgument, value, "None of the graph's pages are in the index.", "Give the graph that New-PageGraph makes of the same pages, or leave -PageGraph out."));
        }

        return graph;
    }

    private static PageGraph FromFile(AsyncCmdlet command, object value, string? path)
    {
        if (path is null)
        {
            command.ThrowTerminatingError(Errors.Create(
                "NotAPageGraph", ErrorCategory.InvalidArgument, value, $"{RecordReader.Describe(value)} is not a page graph.", "Give what New-PageGraph or Get-PageGraph gives, or the path of its file."));
        }

        string file = command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
        try
        {
            return command.Run(stop => PageGraphFile.Read(file, stop));
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            command.ThrowTerminatingError(Errors.Create(
                "PageGraphUnreadable", error is FileNotFoundException or DirectoryNotFoundException ? ErrorCategory.ObjectNotFound : ErrorCategory.ReadError, path, $"The graph '{path}' cannot be read: {error.Message}",
                "Name a file that New-PageGraph -Path wrote.", error));
            throw;
        }
    }
}
