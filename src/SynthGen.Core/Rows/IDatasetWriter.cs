namespace SynthGen.Rows;

/// <summary>Writes rows in one format, a row at a time.</summary>
public interface IDatasetWriter : IDisposable
{
    /// <summary>Writes a row; one that cannot be written leaves nothing behind, and the next one may follow.</summary>
    /// <exception cref="ArgumentException">The format has no way to say the row, such as a number that is not finite.</exception>
    /// <exception cref="InvalidOperationException">Its arguments are nested too deep, or hold themselves.</exception>
    /// <exception cref="IOException">The rows cannot be stored.</exception>
    void Write(SyntheticQuery row);

    /// <summary>Hands on what is still held back.</summary>
    /// <exception cref="IOException">The rows cannot be stored.</exception>
    void Flush();
}
