using SynthGen.Files;

namespace SynthGen.Datasets;

/// <summary>
/// A copy of a dataset that is written completely or not at all: without <see cref="Commit"/> it is deleted.
/// </summary>
public sealed class CorrectedCopy : IDisposable
{
    private readonly AtomicFile _file;

    /// <summary>Begins a copy.</summary>
    /// <param name="path">The target path; compressed if the name ends in .gz.</param>
    /// <exception cref="IOException">The copy cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not allow creating it.</exception>
    public CorrectedCopy(string path)
    {
        _file = new AtomicFile(path, FilePlacement.Replace);
        Stream = RowFile.Compress(path, _file.Stream);
    }

    /// <summary>The stream to write to.</summary>
    public Stream Stream { get; }

    /// <summary>Puts the copy in place.</summary>
    /// <exception cref="IOException">The copy cannot be put in place; an earlier file is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The earlier file may not be changed.</exception>
    public void Commit()
    {
        if (Stream != _file.Stream)
            Stream.Dispose();
        _file.Commit();
    }

    /// <summary>Removes the copy unless it was put in place.</summary>
    public void Dispose()
    {
        if (!_file.Committed)
            _file.Discard();
        _file.Dispose();
    }
}
