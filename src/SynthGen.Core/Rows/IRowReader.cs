namespace SynthGen.Rows;

/// <summary>Reads lines of one format back to rows.</summary>
internal interface IRowReader
{
    /// <summary>Keys of the lines that a row has no place for: the first twenty.</summary>
    IReadOnlyCollection<string> UnknownKeys { get; }

    /// <summary>Reads a line.</summary>
    /// <exception cref="FormatException">The line is not a row; the message says why.</exception>
    DatasetRow Read(ReadOnlyMemory<byte> line);
}
