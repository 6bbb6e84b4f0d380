using SynthGen.Files;

namespace SynthGen.Datasets;

/// <summary>A copy of a dataset that is put in its place whole; without <see cref="Commit"/> nothing of it stays.</summary>
public sealed class CorrectedCopy : IDisposable
{
    private readonly AtomicFile _file;

    /// <summary>Begins a copy.</summary>
    /// <param name="path">Its place; compressed if the name ends in .gz.</param>
    /// <exception cref="IOException">It cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not let it be created.</exception>
    public CorrectedCopy(string path)
    {
        _file = new AtomicFile(path, FilePlacement.Replace);
        Stream = RowFile.Compress(path, _file.Stream);
    }

    /// <summary>What is written.</summary>
    public Stream Stream { get; }

    /// <summary>Puts the copy in its place.</summary>
    /// <exception cref="IOException">It cannot be put there; an earlier file is as it was.</exception>
    /// <exception cref="UnauthorizedAccessException">The earlier file may not be changed.</exception>
    public void Commit()
    {
        if (Stream != _file.Stream)
            Stream.Dispose();
        _file.Commit();
    }

    /// <summary>Removes what was not put in its place.</summary>
    public void Dispose()
    {
        if (!_file.Committed)
            _file.Discard();
        _file.Dispose();
    }
}
