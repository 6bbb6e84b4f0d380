namespace SynthGen.Rows;

/// <summary>Writes rows in one format, a row at a time.</summary>
public interface IDatasetWriter : IDisposable
{
    /// <summary>Writes a row. A row that cannot be written leaves nothing behind, and the next one can follow.</summary>
    /// <exception cref="ArgumentException">The format cannot represent the row, such as a number that is not finite.</exception>
    /// <exception cref="InvalidOperationException">Its arguments are nested too deeply, or contain themselves.</exception>
    /// <exception cref="IOException">The rows cannot be stored.</exception>
    void Write(DatasetRow row);

    /// <summary>The bytes of all rows written, as lines before any compression.</summary>
    long Length { get; }

    /// <summary>Takes back the row that was written last, before anything else is done.</summary>
    void TakeBack();

    /// <summary>Writes out what is buffered.</summary>
    /// <exception cref="IOException">The rows cannot be stored.</exception>
    void Flush();
}
