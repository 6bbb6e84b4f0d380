using System.Management.Automation;

namespace SynthGen.Backends;

/// <summary>The errors of searches on an index.</summary>
internal static class PageIndexErrors
{
    /// <summary>Returns the error of a search that failed; null for an exception that is not of the index or its service.</summary>
    public static ErrorRecord? NotSearched(Exception error, PageIndex index) => error switch
    {
        ObjectDisposedException => Errors.Create(
            "PageIndexClosed", ErrorCategory.InvalidOperation, index, "The index was disposed of.", "Build it again, or open its file by -Path.", error),
        InvalidDataException or IOException or ArgumentException => Errors.Create(
            "PageIndexUnreadable", ErrorCategory.ReadError, index, $"The index cannot be searched: {error.Message}", "Build it again with New-PageIndex.", error),
        _ => ServiceErrors.NotEmbedded(error, index.EmbeddingBackend),
    };
}
