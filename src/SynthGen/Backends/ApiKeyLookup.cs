using System.Net;
using System.Security;
using SynthGen.Files;

namespace SynthGen.Backends;

/// <summary>
/// Finds the key of a service: as given, from the environment, or from a .env file in the current folder or one above it. A
/// file that another user may have put there is not read; see <see cref="TrustedFile"/>.
/// </summary>
internal static class ApiKeyLookup
{
    /// <summary>The key, or null if there is none.</summary>
    /// <param name="given">The key that the user gave; it comes before all others.</param>
    /// <param name="variables">The names of environment variables; the first one that is set counts.</param>
    /// <param name="folder">The folder where the search for .env begins.</param>
    /// <param name="warn">Shows a warning about a .env file that is not read.</param>
    public static string? Find(SecureString? given, IReadOnlyList<string> variables, string folder, Action<string> warn)
    {
        if (given is not null)
            return new NetworkCredential("", given).Password;

        return variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(IsSet) ?? FindInFile(variables, folder, warn);
    }

    private static string? FindInFile(IReadOnlyList<string> variables, string folder, Action<string> warn)
    {
        for (DirectoryInfo? place = new(folder); place is not null; place = place.Parent)
        {
            string path = Path.Combine(place.FullName, ".env");
            if (OutputFile.KindOf(path) is FileKind.Missing or FileKind.Folder)
                continue;
            if (TrustedFile.Distrust(path) is { } reason)
            {
                warn($"'{path}' is not read: {reason}. Make it a file that only its owner may write, in a folder of the same kind, or set {string.Join(" or ", variables)} in the environment.");
                continue;
            }

            IReadOnlyDictionary<string, string> file = LibraryLoadContext.Create<IEnvironmentFile>().Read(path);
            if (variables.Select(name => file.GetValueOrDefault(name)).FirstOrDefault(IsSet) is { } key)
                return key;
        }

        return null;
    }

    private static bool IsSet(string? value) => !string.IsNullOrWhiteSpace(value);
}
