using SynthGen.Files;

namespace SynthGen.Evaluation;

/// <summary>
/// Writes results as they come: each line is handed to the operating system before <see cref="Write"/> returns. They go to a
/// partial file beside the target, which <see cref="Commit"/> puts in place, so that results of a run that is not complete never
/// replace those of one that was.
/// </summary>
public sealed class ToolModelResultWriter : IDisposable
{
    private readonly AtomicFile _file;
    private readonly LineWriter<ToolModelResult> _lines;

    /// <summary>Begins a file.</summary>
    /// <param name="path">The target.</param>
    /// <exception cref="NotAFileException">The target is something else than a regular file.</exception>
    /// <exception cref="IOException">The partial file cannot be created.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder does not allow creating it.</exception>
    public ToolModelResultWriter(string path)
    {
        _file = new AtomicFile(path, FilePlacement.Replace);
        _lines = new LineWriter<ToolModelResult>(_file.Stream);
    }

    /// <summary>The path of the partial file.</summary>
    public string PartialPath => _file.PartialPath;

    /// <summary>Whether a result was written.</summary>
    public bool HasResults { get; private set; }

    /// <summary>Writes a result.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(ToolModelResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        _lines.Write(result, ToolModelResultJson.Write);
        _lines.Flush();
        HasResults = true;
    }

    /// <summary>Puts the file in place.</summary>
    /// <exception cref="IOException">It cannot be put in place; the earlier file is unchanged.</exception>
    /// <exception cref="UnauthorizedAccessException">The earlier file may not be changed.</exception>
    public void Commit() => _file.Commit();

    /// <summary>Closes the file. A partial one stays if it has results.</summary>
    public void Dispose()
    {
        _lines.Dispose();
        if (HasResults || _file.Committed)
            _file.Dispose();
        else
            _file.Discard();
    }
}
