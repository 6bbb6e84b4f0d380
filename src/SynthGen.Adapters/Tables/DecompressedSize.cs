using System.Buffers.Binary;
using Parquet.Meta;

namespace SynthGen.Adapters.Tables;

/// <summary>The size that compressed bytes say they have. The library gives them as much room as they say, whatever the page's header says.</summary>
internal static class DecompressedSize
{
    private const uint ZstdMagic = 0xFD2FB528;
    private const int ZstdBlock = 128 * 1024;

    /// <summary>Gets the size; null where the library goes by the page's header.</summary>
    /// <exception cref="InvalidDataException">The bytes are not compressed so.</exception>
    public static long? Of(CompressionCodec codec, ReadOnlySpan<byte> bytes) => codec switch
    {
        CompressionCodec.SNAPPY => Snappy(bytes),
        CompressionCodec.ZSTD => Zstd(bytes),
        _ => null,
    };

    private static long Snappy(ReadOnlySpan<byte> bytes)
    {
        long size = 0;
        for (int i = 0; i < 5 && i < bytes.Length; i++)
        {
            size |= (long)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
                return size;
        }

        throw new InvalidDataException("A page of the Parquet file is not compressed as it says.");
    }

    // https://datatracker.ietf.org/doc/html/rfc8878#section-3.1.1: one frame, with its size or the blocks counted.
    private static long Zstd(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 6 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != ZstdMagic)
            throw new InvalidDataException("A page of the Parquet file is not compressed as it says.");
        int flags = bytes[4];
        bool isSingle = (flags & 0x20) != 0;
        int sizeAt = 5 + (isSingle ? 0 : 1) + (flags & 3) switch { 3 => 4, var length => length };
        int sizeLength = (flags >> 6) switch { 0 => isSingle ? 1 : 0, 1 => 2, 2 => 4, _ => 8 };
        if (sizeAt + sizeLength > bytes.Length)
            throw new InvalidDataException("A page of the Parquet file ends early.");
        ReadOnlySpan<byte> size = bytes.Slice(sizeAt, sizeLength);
        long most = Blocks(bytes[(sizeAt + sizeLength)..]) * ZstdBlock;
        return sizeLength switch
        {
            0 => most,
            1 => size[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(size) + 256,
            4 => BinaryPrimitives.ReadUInt32LittleEndian(size),
            _ => (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(size), long.MaxValue),
        };
    }

    private static long Blocks(ReadOnlySpan<byte> rest)
    {
        for (long count = 1; rest.Length >= 3; count++)
        {
            int head = rest[0] | rest[1] << 8 | rest[2] << 16, length = (head & 6) == 2 ? 1 : head >> 3;
            if ((head & 1) != 0)
                return count;
            if (length > rest.Length - 3)
                break;
            rest = rest[(3 + length)..];
        }

        throw new InvalidDataException("A page of the Parquet file ends early.");
    }
}
