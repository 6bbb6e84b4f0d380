using SynthGen.Files;

namespace SynthGen.Models.Hub;

/// <summary>A folder of the user, with the files under their own names.</summary>
internal sealed class PlainFolder(string folder) : ModelStore
{
    private readonly HashSet<string> _verified = [];

    /// <inheritdoc/>
    public override string Folder => folder;

    /// <inheritdoc/>
    public override bool KeepsLocks => false;

    /// <inheritdoc/>
    public override string PathOf(HubFile file) => Path.Combine(folder, file.Path[(file.Path.LastIndexOf('/') + 1)..]);

    /// <inheritdoc/>
    public override string PartOf(HubFile file) => $"{PathOf(file)}.{file.Sha256![..8]}.incomplete";

    /// <inheritdoc/>
    public override string LockOf(HubFile file) => $"{PartOf(file)}.lock";

    /// <inheritdoc/>
    public override bool Has(HubFile file, CancellationToken cancellationToken)
    {
        string path = PathOf(file);
        if (_verified.Contains(path))
            return true;
        FileKind kind = OutputFile.KindOf(path);
        if (kind == FileKind.Missing)
            return false;
        if (kind != FileKind.File)
            throw new HubException(HubError.FileExists, $"'{path}' is there, and is not a regular file.");

        try
        {
            // Name and size prove little, because it is the user's folder.
            using FileStream stream = File.OpenRead(path);
            if (stream.Length == file.Size && ContentHash.Sha256(stream, _ => { }, cancellationToken) == file.Sha256)
                return _verified.Add(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HubException(HubError.FileExists, $"'{path}' is there and cannot be read: {error.Message}", error);
        }

        throw new HubException(HubError.FileExists, $"'{path}' is there, and is another file than the Hub's.");
    }

    /// <inheritdoc/>
    public override void Place(HubFile file)
    {
        if (File.Exists(PartOf(file)))
            File.Move(PartOf(file), PathOf(file));
    }
}
