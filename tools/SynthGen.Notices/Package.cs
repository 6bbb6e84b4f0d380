using System.Text.Json;
using System.Xml.Linq;

namespace SynthGen.Notices;

/// <summary>A restored package.</summary>
/// <param name="Id">The package's name.</param>
/// <param name="Version">The package's version.</param>
/// <param name="Folder">The folder that it was restored into.</param>
/// <param name="Files">Its files, relative to the folder, with forward slashes.</param>
internal sealed record Package(string Id, string Version, string Folder, IReadOnlyList<string> Files)
{
    // Packages from before there were licence expressions, whose address leads to the text of this licence.
    private static readonly Dictionary<string, string> ByAddress = new()
    {
        ["https://github.com/MiloszKrajewski/K4os.Compression.LZ4/blob/master/LICENSE?raw=true"] = "MIT",
        ["https://github.com/bolorundurowb/dotenv.net/blob/master/LICENSE"] = "MIT",
    };

    private readonly XElement _metadata = XDocument.Load(Path.Combine(Folder, Files.Single(file => file.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase)))).Root!
        .Elements().Single(element => element.Name.LocalName == "metadata");

    /// <summary>The licence's SPDX name.</summary>
    public string Licence
    {
        get
        {
            XElement? licence = Element("license");
            return licence is not null && (string?)licence.Attribute("type") == "expression" ? licence.Value
                : licence is not null && (string?)licence.Attribute("type") == "file" && File.ReadAllText(Path.Combine(Folder, licence.Value)).StartsWith("MIT License", StringComparison.Ordinal) ? "MIT"
                : ByAddress.GetValueOrDefault(Value("licenseUrl"))
                ?? throw new NoticeException($"The package {Id} {Version} names no licence. Look at its address, '{Value("licenseUrl")}', and add that to Package.ByAddress.");
        }
    }

    /// <summary>The copyright line; the authors if there is none.</summary>
    public string Copyright => Value("copyright") is { Length: > 0 } copyright ? copyright : $"Copyright (c) {Value("authors")}";

    public string Authors => Value("authors");

    /// <summary>The project's address; empty if the package gives none.</summary>
    public string Address => Value("projectUrl");

    /// <summary>The texts of licences and notices in the package.</summary>
    public IEnumerable<string> Texts => Files
        .Where(file => !file.Contains('/') && (file.StartsWith("LICEN", StringComparison.OrdinalIgnoreCase) || file.Contains("NOTICE", StringComparison.OrdinalIgnoreCase)))
        .Order(StringComparer.Ordinal)
        .Select(file => File.ReadAllText(Path.Combine(Folder, file)).ReplaceLineEndings("\n").Trim('\n'));

    /// <summary>Reads the packages that a project was restored with.</summary>
    /// <param name="assets">The project's project.assets.json.</param>
    public static IEnumerable<Package> ReadAll(string assets)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(assets));
        string[] roots = [.. document.RootElement.GetProperty("packageFolders").EnumerateObject().Select(root => root.Name)];
        foreach (JsonProperty library in document.RootElement.GetProperty("libraries").EnumerateObject())
        {
            if (library.Value.GetProperty("type").GetString() != "package")
                continue;
            string path = library.Value.GetProperty("path").GetString()!;
            string folder = roots.Select(root => Path.Combine(root, path)).First(Directory.Exists);
            string[] name = library.Name.Split('/');
            yield return new Package(name[0], name[1], folder, [.. library.Value.GetProperty("files").EnumerateArray().Select(file => file.GetString()!)]);
        }

        // Packages that were only downloaded, for a file in them.
        foreach (JsonElement download in document.RootElement.GetProperty("project").GetProperty("frameworks").EnumerateObject()
            .SelectMany(framework => framework.Value.TryGetProperty("downloadDependencies", out JsonElement downloads) ? downloads.EnumerateArray() : default(JsonElement.ArrayEnumerator)))
        {
            string id = download.GetProperty("name").GetString()!, version = download.GetProperty("version").GetString()!.Split(',')[0].Trim('[', ']', ' ');
            string folder = roots.Select(root => Path.Combine(root, id.ToLowerInvariant(), version)).First(Directory.Exists);
            yield return new Package(id, version, folder, [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))]);
        }
    }

    /// <summary>Whether the package holds a file of this name and content.</summary>
    public bool Holds(FileInfo file) => Files.Any(own =>
        Path.GetFileName(own).Equals(file.Name, StringComparison.OrdinalIgnoreCase) && IsSame(file, new FileInfo(Path.Combine(Folder, own))));

    private static bool IsSame(FileInfo file, FileInfo other) =>
        other.Exists && file.Length == other.Length && File.ReadAllBytes(file.FullName).AsSpan().SequenceEqual(File.ReadAllBytes(other.FullName));

    private XElement? Element(string name) => _metadata.Elements().FirstOrDefault(element => element.Name.LocalName == name);

    private string Value(string name) => Element(name)?.Value.Trim() ?? "";
}
