using SynthGen.Files;
using SynthGen.Rows;

namespace SynthGen.Datasets;

/// <summary>Where an export goes: rows are collected beside their place, and put there all at once.</summary>
public interface IDatasetOutput : IDisposable
{
    /// <summary>Where the rows will be.</summary>
    string TargetPath { get; }

    /// <summary>Where they are until then.</summary>
    IReadOnlyList<string> PartialPaths { get; }

    /// <summary>How many were written.</summary>
    long Rows { get; }

    /// <summary>Writes a row.</summary>
    /// <inheritdoc cref="IDatasetWriter.Write" path="/exception"/>
    void Write(SyntheticQuery row);

    /// <summary>Puts all of it in its place, or nothing.</summary>
    /// <inheritdoc cref="AtomicFile.Commit" path="/returns"/>
    /// <inheritdoc cref="AtomicFile.Commit" path="/exception"/>
    long Commit();

    /// <summary>Removes what was written: what was there is as it was before.</summary>
    /// <exception cref="IOException">A partial file cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">A partial file may not be removed.</exception>
    void Discard();
}
