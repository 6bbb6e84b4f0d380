using System.Security.Cryptography;
using SynthGen.Rows;

namespace SynthGen.Pictures;

/// <summary>The SHA-256 of rows as their canonical lines, which is that of the file that Export-ToolDataset writes of them.</summary>
internal sealed class RowHash : IDisposable
{
    private readonly CryptoStream _stream;
    private readonly SHA256 _hash = SHA256.Create();
    private readonly CanonicalWriter _writer;
    private string? _value;

    public RowHash()
    {
        _stream = new CryptoStream(Stream.Null, _hash, CryptoStreamMode.Write);
        _writer = new CanonicalWriter(_stream);
    }

    /// <summary>Adds a row.</summary>
    /// <inheritdoc cref="IDatasetWriter.Write" path="/exception"/>
    public void Add(DatasetRow row) => _writer.Write(row);

    /// <summary>Returns the hash, 64 hexadecimal digits; no row may follow.</summary>
    public string Complete()
    {
        if (_value is null)
        {
            _writer.Flush();
            _stream.FlushFinalBlock();
            _value = Convert.ToHexStringLower(_hash.Hash!);
        }

        return _value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
        _hash.Dispose();
    }
}
