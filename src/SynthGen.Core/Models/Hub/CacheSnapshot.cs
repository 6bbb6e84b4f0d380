namespace SynthGen.Models.Hub;

/// <summary>
/// A commit of a repository in the cache that all Hugging Face libraries share: contents by hash in <c>blobs</c>, and links
/// to them by name in <c>snapshots/&lt;commit&gt;</c>. Layout: huggingface.co/docs/huggingface_hub/guides/manage-cache.
/// </summary>
internal sealed class CacheSnapshot(string cache, HubModel model, Action<string, string> link) : ModelStore
{
    private readonly string _name = FolderName(model.Repository);

    /// <inheritdoc/>
    public override string Folder => Path.Combine(cache, _name);

    /// <inheritdoc/>
    public override bool KeepsLocks => true;

    /// <summary>Returns the name of a repository's folder.</summary>
    public static string FolderName(string repository) => $"models--{repository.Replace("/", "--", StringComparison.Ordinal)}";

    /// <summary>Returns the length of a file or of a link's target; null if there is none.</summary>
    public static long? LengthOf(string path)
    {
        FileInfo file = new(path);
        FileSystemInfo? target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true);
        return target is FileInfo { Exists: true } real ? real.Length : null;
    }

    /// <inheritdoc/>
    public override string PathOf(HubFile file) => Path.Combine([Folder, "snapshots", model.Commit, .. file.Path.Split('/')]);

    /// <inheritdoc/>
    public override string PartOf(HubFile file) => $"{BlobOf(file)}.incomplete";

    /// <inheritdoc/>
    public override string LockOf(HubFile file) => Path.Combine(cache, ".locks", _name, $"{file.Sha256}.lock");

    /// <inheritdoc/>
    public override bool Has(HubFile file, CancellationToken cancellationToken) => LengthOf(PathOf(file)) == file.Size || LengthOf(BlobOf(file)) == file.Size;

    /// <inheritdoc/>
    public override void Place(HubFile file)
    {
        string path = PathOf(file), blob = BlobOf(file);
        bool isNew = File.Exists(PartOf(file));
        if (isNew)
            File.Move(PartOf(file), blob, overwrite: true);
        if (LengthOf(path) == file.Size)
            return;

        string folder = Path.GetDirectoryName(path)!;
        Directory.CreateDirectory(folder);
        File.Delete(path);
        try
        {
            link(path, Path.GetRelativePath(folder, blob));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            // On Windows not every user may create links. Other links may point to the older content.
            if (isNew)
                File.Move(blob, path);
            else
                File.Copy(blob, path);
        }
    }

    /// <summary>Points the main branch to the commit, for programs that look a file up without asking the Hub.</summary>
    public override void Complete()
    {
        string path = Path.Combine(Folder, "refs", "main");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, model.Commit);
    }

    private string BlobOf(HubFile file) => Path.Combine(Folder, "blobs", file.Sha256!);
}
