using SynthGen.Files;
using SynthGen.Rows;

namespace SynthGen.Datasets;

/// <summary>The target of an export: rows are collected in partial files, which are put in place together.</summary>
public interface IDatasetOutput : IDisposable
{
    /// <summary>The path of the finished rows.</summary>
    string TargetPath { get; }

    /// <summary>The paths of the partial files until then.</summary>
    IReadOnlyList<string> PartialPaths { get; }

    /// <summary>The number of rows written.</summary>
    long Rows { get; }

    /// <summary>Writes a row.</summary>
    /// <inheritdoc cref="IDatasetWriter.Write" path="/exception"/>
    void Write(DatasetRow row);

    /// <summary>Puts everything in place, or nothing.</summary>
    /// <inheritdoc cref="AtomicFile.Commit" path="/returns"/>
    /// <inheritdoc cref="AtomicFile.Commit" path="/exception"/>
    long Commit();

    /// <summary>Removes what was written: what was there is as it was before.</summary>
    /// <exception cref="IOException">A partial file cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">A partial file may not be removed.</exception>
    void Discard();
}
