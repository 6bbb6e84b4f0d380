namespace SynthGen.Models.Hub;

/// <summary>
/// The models in the cache that all Hugging Face libraries share, including those that other programs saved.
/// </summary>
public static class HubCache
{
    private const string Prefix = "models--";

    /// <summary>
    /// Returns the full path of a saved GGUF model's file, or of the first part of a split one; null if it is not saved.
    /// </summary>
    /// <param name="cache">The cache folder.</param>
    /// <param name="name">The model.</param>
    public static string? Find(string cache, HubModelName name) =>
        Snapshots(cache, KnownModels.RepositoryOf(name)).Select(snapshot => (snapshot, Variant: GgufVariant.Choose(VariantsOf(snapshot), name.Quantization)))
            .Where(found => found.Variant is not null).Select(found => Path.Combine([found.snapshot, .. found.Variant!.Files[0].Split('/')])).FirstOrDefault();

    /// <summary>Returns the full path of the folder of a saved repository; null if none has such files.</summary>
    /// <param name="cache">The cache folder.</param>
    /// <param name="repository">The repository: <c>owner/name</c>.</param>
    /// <param name="isMeant">Whether a folder has the files that are needed.</param>
    public static string? FindFolder(string cache, string repository, Func<string, bool> isMeant) => Snapshots(cache, repository).FirstOrDefault(isMeant);

    /// <summary>Returns the names of the saved GGUF models, with their quantizations.</summary>
    /// <param name="cache">The cache folder.</param>
    public static IReadOnlyList<string> List(string cache) =>
    [
        .. Folders(cache, $"{Prefix}*").Select(folder => Path.GetFileName(folder)[Prefix.Length..].Split("--"))
            .Where(parts => parts.Length == 2).Select(parts => $"{parts[0]}/{parts[1]}").Order(StringComparer.OrdinalIgnoreCase)
            .SelectMany(repository => Snapshots(cache, repository).SelectMany(VariantsOf)
                .Select(variant => variant.Quantization is null ? repository : $"{repository}:{variant.Quantization}").Distinct()),
    ];

    // The main branch's commit comes first, then earlier ones.
    private static IEnumerable<string> Snapshots(string cache, string repository)
    {
        string name = CacheSnapshot.FolderName(repository);
        foreach (string folder in Folders(cache, $"{Prefix}*").Where(folder => Path.GetFileName(folder).Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            string reference = Path.Combine(folder, "refs", "main");
            string main = File.Exists(reference) ? File.ReadAllText(reference).Trim() : "";
            foreach (string snapshot in Folders(Path.Combine(folder, "snapshots"), "*").OrderByDescending(path => Path.GetFileName(path) == main).ThenByDescending(Directory.GetLastWriteTimeUtc))
                yield return snapshot;
        }
    }

    private static IReadOnlyList<GgufVariant> VariantsOf(string snapshot) => GgufVariant.Find(
        Directory.EnumerateFiles(snapshot, "*", SearchOption.AllDirectories).Where(path => CacheSnapshot.LengthOf(path) > 0)
            .Select(path => Path.GetRelativePath(snapshot, path).Replace('\\', '/')));

    private static string[] Folders(string folder, string pattern) => Directory.Exists(folder) ? Directory.GetDirectories(folder, pattern) : [];
}
