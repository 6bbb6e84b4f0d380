namespace SynthGen.Models.Hub;

/// <summary>The place where the files of one model are kept.</summary>
internal abstract class ModelStore
{
    /// <summary>The folder whose disk needs room.</summary>
    public abstract string Folder { get; }

    /// <summary>Whether lock files stay, as other programs expect in a shared cache.</summary>
    public abstract bool KeepsLocks { get; }

    /// <summary>Returns the final path of a file.</summary>
    public abstract string PathOf(HubFile file);

    /// <summary>Returns the path of the partial file.</summary>
    public abstract string PartOf(HubFile file);

    /// <summary>Returns the path of the lock for its download.</summary>
    public abstract string LockOf(HubFile file);

    /// <summary>Whether the complete file is there.</summary>
    /// <exception cref="HubException">Another file is in its place.</exception>
    public abstract bool Has(HubFile file, CancellationToken cancellationToken);

    /// <summary>Puts a complete partial file in place; if the file is already there, makes sure that it is found.</summary>
    public abstract void Place(HubFile file);

    /// <summary>Called when all files are in place.</summary>
    public virtual void Complete()
    {
    }
}
