using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SynthGen.Documents.Shards;

/// <summary>The identity of a document: a hash of its pages in their order, of their keys and their text.</summary>
public sealed class DocumentHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] _bytes = [];

    /// <summary>Adds the next page.</summary>
    public void Add(OcrPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        Add(page.Source);
        Add(page.Ordinal);
        Add(page.Number);
        Add(page.Label);
        Add(page.Text);
    }

    /// <summary>The identity of the pages so far: 32 hexadecimal digits.</summary>
    public override string ToString() => Convert.ToHexStringLower(_hash.GetCurrentHash().AsSpan(0, 16));

    /// <inheritdoc/>
    public void Dispose()
    {
        _hash.Dispose();
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    // A text's length comes first, so that no two lists of texts are the same bytes.
    private void Add(string text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_bytes.Length < most)
        {
            if (_bytes.Length > 0)
                ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = ArrayPool<byte>.Shared.Rent(most);
        }

        int length = Encoding.UTF8.GetBytes(text, _bytes);
        Add(length);
        _hash.AppendData(_bytes, 0, length);
    }

    private void Add(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        _hash.AppendData(bytes);
    }
}
