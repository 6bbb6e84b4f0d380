using System.Management.Automation;

namespace SynthGen;

/// <summary>Finds the files that a path of a user's means.</summary>
internal static class InputFile
{
    /// <summary>Full paths of the files, in the order of their names; an error is written where there is none.</summary>
    public static IEnumerable<string> Resolve(PSCmdlet command, string path, bool isLiteral)
    {
        bool isPattern = !isLiteral && WildcardPattern.ContainsWildcardCharacters(path);
        try
        {
            ProviderInfo provider;
            List<string> files = isLiteral
                ? [command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)]
                : [.. command.GetResolvedProviderPathFromPSPath(path, out provider)];

            if (provider.Name != "FileSystem")
            {
                Report(command, "NotAFileSystemPath", ErrorCategory.InvalidArgument, path,
                    $"'{path}' is a path of the {provider.Name} provider.", "Give the path of a file.");
                return [];
            }

            // A pattern means files, and that it matches folders too is no fault.
            if (isPattern)
                files.RemoveAll(Directory.Exists);
            files.Sort(StringComparer.Ordinal);
            if (files.Count == 0)
                ReportNotFound(command, path, $"No file matches '{path}'.");
            return files;
        }
        catch (ItemNotFoundException error)
        {
            ReportNotFound(command, path, $"There is no file '{path}'.", error);
        }
        catch (Exception error) when (error is ProviderNotFoundException or System.Management.Automation.DriveNotFoundException
            or ProviderInvocationException or NotSupportedException or ArgumentException or WildcardPatternException)
        {
            Report(command, "InvalidPath", ErrorCategory.InvalidArgument, path,
                $"'{path}' is no path: {error.Message}", "Give the path of a file.", error);
        }

        return [];
    }

    /// <summary>Writes the error of a file that is not there.</summary>
    public static void ReportNotFound(PSCmdlet command, string path, string message, Exception? error = null) =>
        Report(command, "PathNotFound", ErrorCategory.ObjectNotFound, path, message,
            "Check the path; relative ones begin at the current location.", error);

    private static void Report(
        PSCmdlet command, string id, ErrorCategory category, string path, string message, string advice, Exception? error = null) =>
        command.WriteError(Failure.Create(id, category, path, message, advice, error));
}
