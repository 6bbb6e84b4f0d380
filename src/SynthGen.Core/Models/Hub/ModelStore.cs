namespace SynthGen.Models.Hub;

/// <summary>Where the files of one model are kept.</summary>
internal abstract class ModelStore
{
    /// <summary>The folder whose disk must have room.</summary>
    public abstract string Folder { get; }

    /// <summary>Whether lock files stay, as other programs expect there.</summary>
    public abstract bool KeepsLocks { get; }

    /// <summary>Where a file is in the end.</summary>
    public abstract string PathOf(HubFile file);

    /// <summary>Where it is until it is complete.</summary>
    public abstract string PartOf(HubFile file);

    /// <summary>The lock for downloading it.</summary>
    public abstract string LockOf(HubFile file);

    /// <summary>Whether it is there, whole.</summary>
    /// <exception cref="HubException">Another file is in its place.</exception>
    public abstract bool Has(HubFile file, CancellationToken cancellationToken);

    /// <summary>Puts a complete part in its place; where the file is there already, makes sure that it is found.</summary>
    public abstract void Place(HubFile file);

    /// <summary>All files are in their places.</summary>
    public virtual void Complete()
    {
    }
}
