using System.Management.Automation;
using SynthGen.Files;
using SynthGen.Models;

namespace SynthGen;

/// <summary>Makes error records: an id of its own, a true category, the input as target, and advice.</summary>
internal static class Errors
{
    /// <summary>Makes an error record from a message that says what happened and advice that says what to do.</summary>
    public static ErrorRecord Create(
        string id, ErrorCategory category, object? target, string message, string advice, Exception? cause = null) =>
        new(ClassOf(category, message, cause), id, category, target)
        {
            // In the message alone: PowerShell would print a RecommendedAction as well, on a line of its own.
            ErrorDetails = new ErrorDetails($"{message} {advice}"),
        };

    // The classes that PowerShell's own commands throw, for scripts that catch them.
    private static Exception ClassOf(ErrorCategory category, string message, Exception? cause) => (category, cause) switch
    {
        (ErrorCategory.ObjectNotFound, null or IOException or LocalModelException) => new ItemNotFoundException(message, cause),
        (ErrorCategory.PermissionDenied or ErrorCategory.SecurityError, null) => new UnauthorizedAccessException(message),
        (ErrorCategory.ResourceExists, null) => new IOException(message),
        _ => cause ?? new InvalidOperationException(message),
    };

    /// <summary>The error for an output that would go to something that is not a regular file.</summary>
    /// <param name="path">The path as given.</param>
    /// <param name="error">What is there instead.</param>
    public static ErrorRecord NotAFile(string path, NotAFileException error) => error.Kind == FileKind.Folder
        ? Create("PathIsAFolder", ErrorCategory.InvalidArgument, path, error.Message, "Name a file in it.", error)
        : Create(
            "PathNotAFile", ErrorCategory.InvalidArgument, path, $"{error.Message} A file is renamed into its place, which would replace it.",
            "Name a regular file, or one that is not there yet.", error);

    /// <summary>The error of a temporary file that cannot be written or read.</summary>
    public static ErrorRecord TemporaryFile(Exception error) => Create(
        "TemporaryFileFailed",
        ErrorCategory.WriteError,
        Path.GetTempPath(),
        $"There are more rows than memory is taken for, and a temporary file in '{Path.GetTempPath()}' failed: {DiskFull.Explain(error, Path.GetTempPath())}",
        "Make room there, about 500 bytes a row and as much as rows of some hundred thousand lines take, or name another folder in the environment variable TMPDIR (TMP on Windows).",
        error);

    /// <summary>The error of a page that came before.</summary>
    /// <param name="page">The page.</param>
    /// <param name="place">What has it: "index".</param>
    public static ErrorRecord DuplicatePage(OcrPage page, string place) => Create(
        "DuplicatePage", ErrorCategory.ResourceExists, page, $"There is a {page} in the {place} already; this one, on line {page.Line}, is left out.",
        "Source, ordinal, number and label identify a page: give each page its own.");
}
