using System.Net;
using System.Security;
using SynthGen.Files;

namespace SynthGen.Backends;

/// <summary>Finds the key of a service: as given, from the environment, or from a .env file in the current folder or one above it.</summary>
internal static class ApiKeyLookup
{
    /// <summary>The key, or null if there is none.</summary>
    /// <param name="given">The key that the user gave; it comes before all others.</param>
    /// <param name="variables">The names of environment variables; the first one that is set counts.</param>
    /// <param name="folder">The folder where the search for .env begins.</param>
    public static string? Find(SecureString? given, IReadOnlyList<string> variables, string folder)
    {
        if (given is not null)
            return new NetworkCredential("", given).Password;

        return variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(IsSet) ?? FindInFile(variables, folder);
    }

    private static string? FindInFile(IReadOnlyList<string> variables, string folder)
    {
        for (DirectoryInfo? place = new(folder); place is not null; place = place.Parent)
        {
            string path = Path.Combine(place.FullName, ".env");
            if (!File.Exists(path))
                continue;

            IReadOnlyDictionary<string, string> file = LibraryLoadContext.Create<IEnvironmentFile>().Read(path);
            if (variables.Select(name => file.GetValueOrDefault(name)).FirstOrDefault(IsSet) is { } key)
                return key;
        }

        return null;
    }

    private static bool IsSet(string? value) => !string.IsNullOrWhiteSpace(value);
}
