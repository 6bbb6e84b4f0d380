using System.Management.Automation;
using SynthGen.Conversion;
using SynthGen.Retrieval;
using SynthGen.Retrieval.Graph;

namespace SynthGen;

/// <summary>The graph that a parameter gives: a live one, or one that is read from its file.</summary>
internal static class PageGraphArgument
{
    /// <summary>Returns the graph that a value is, or whose file it names.</summary>
    /// <param name="session">The command's session.</param>
    /// <param name="value">What the user gave.</param>
    /// <param name="index">The index of the graph's pages.</param>
    /// <exception cref="ConfigurationException">It is not a graph, cannot be read, or is that of another document.</exception>
    public static PageGraph Read(CommandSession session, object value, IPageIndex index)
    {
        object? bare = RecordReader.Bare(value);
        PageGraph graph = bare as PageGraph ?? FromFile(session, bare as string ?? FileRecords.PathOf(value, out _) ?? throw new ConfigurationException(Errors.Create(
            "NotAPageGraph", ErrorCategory.InvalidArgument, value, $"{RecordReader.Describe(value)} is not a page graph.", "Give what New-PageGraph or Get-PageGraph gives, or the path of its file.")));
        return graph.Pages.Count == 0 || graph.Pages.Any(key => index.Find(key) is not null) ? graph : throw new ConfigurationException(Errors.Create(
            "PageGraphOfOtherDocument", ErrorCategory.InvalidArgument, value, "None of the graph's pages are in the index.", "Give the graph that New-PageGraph makes of the same pages, or leave -PageGraph out."));
    }

    private static PageGraph FromFile(CommandSession session, string path)
    {
        try
        {
            return PageGraphFile.Read(session.ResolvePath(path), session.StopToken);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException or SessionStateException or PSNotSupportedException or PSArgumentException or ProviderInvocationException)
        {
            throw new ConfigurationException(Errors.Create(
                "PageGraphUnreadable", error is FileNotFoundException or DirectoryNotFoundException ? ErrorCategory.ObjectNotFound : ErrorCategory.ReadError, path,
                $"The graph '{path}' cannot be read: {error.Message}", "Name a file that New-PageGraph -Path wrote.", error));
        }
    }
}
