using System.Management.Automation;
using System.Text.RegularExpressions;
using SynthGen.Files;

namespace SynthGen;

/// <summary>Finds the files that path parameters name, with an error for each path without a file.</summary>
internal static partial class InputPath
{
    /// <summary>The full paths of the files, in the order of the paths; those of one wildcard in the order of their names, 2 before 10.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="paths">The paths as given.</param>
    /// <param name="literal">Whether wildcard characters are part of the name.</param>
    /// <param name="folders">Whether a path may name a folder; wildcards match files only.</param>
    public static IEnumerable<string> Resolve(ModuleCmdlet cmdlet, string[] paths, bool literal, bool folders = false)
    {
        foreach (string path in paths)
        {
            foreach (string file in ResolveOne(cmdlet, path, literal, folders))
                yield return file;
        }
    }

    // Beside wildcards, PowerShell finds `[ only when it is escaped twice, and [[] always.
    private static string AsCharacterClass(string path) => EscapedWildcard().Replace(path, "[$1]").Replace("`]", "]", StringComparison.Ordinal);

    [GeneratedRegex(@"`([*?[])")]
    private static partial Regex EscapedWildcard();

    private static List<string> ResolveOne(ModuleCmdlet cmdlet, string path, bool literal, bool folders)
    {
        List<string> files = [];
        ProviderInfo provider;
        try
        {
            if (literal || !WildcardPattern.ContainsWildcardCharacters(path))
                files.Add(cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(literal ? path : WildcardPattern.Unescape(path), out provider, out _));
            else
                files.AddRange(cmdlet.GetResolvedProviderPathFromPSPath(AsCharacterClass(path), out provider));
        }
        catch (Exception error) when (error is SessionStateException or PSNotSupportedException or PSArgumentException
            or ProviderInvocationException or WildcardPatternException)
        {
            cmdlet.WriteError(Errors.Create(
                "PathNotFound", ErrorCategory.ObjectNotFound, path, $"Cannot find a file at '{path}'.", "Check the path, and the drive before it.", error));
            return [];
        }

        if (provider.Name != "FileSystem")
        {
            cmdlet.WriteError(Errors.Create(
                "PathNotAFile", ErrorCategory.InvalidArgument, path, $"'{path}' is a path of the provider {provider.Name}.", "Name a file."));
            return [];
        }

        if (files.Count > 1 || WildcardPattern.ContainsWildcardCharacters(path) && !literal)
        {
            // A wildcard asks for files; folders that it happens to match are skipped.
            files.RemoveAll(Directory.Exists);
            files.Sort(NaturalOrder.Instance);
            if (files.Count == 0)
            {
                cmdlet.WriteError(Errors.Create(
                    "PathNotFound", ErrorCategory.ObjectNotFound, path, $"No file matches '{path}'.", "Check the pattern, or use -LiteralPath for a name with brackets in it."));
            }
        }
        else if (Directory.Exists(files[0]))
        {
            if (folders)
                return files;

            cmdlet.WriteError(Errors.Create(
                "PathIsAFolder", ErrorCategory.InvalidArgument, path, $"'{path}' is a folder.", "Name a file, or a pattern such as 'folder/*.json'."));
            return [];
        }
        else if (!File.Exists(files[0]))
        {
            cmdlet.WriteError(Errors.Create(
                "PathNotFound", ErrorCategory.ObjectNotFound, path, $"There is no file '{path}'.", "Check the path; relative ones begin at the current location."));
            return [];
        }

        return files;
    }
}
