using System.Buffers.Binary;
using Parquet.Meta;

namespace SynthGen.Adapters.Tables;

/// <summary>
/// Checks a Parquet file before the library reads it: counts and sizes in it are taken at their word, and a small file may
/// say that it has billions of values.
/// </summary>
internal static class ParquetGuard
{
    // A row group is held in memory; this is about what it takes there.
    private const long MostMemory = 768L << 20;
    private const int BytesPerValue = 32, BytesPerCharacter = 2;
    private const int LongestMetadata = 64 << 20, LongestPageHeader = 1 << 28;
    private const int DeepestSchema = 64;
    private const int TrailerLength = 8;

    /// <summary>Checks the metadata at the end of a file.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static void CheckMetadata(Stream file)
    {
        byte[] trailer = new byte[TrailerLength];
        if (file.Length < TrailerLength + 4)
            throw new InvalidDataException("It is no Parquet file.");
        file.Seek(-TrailerLength, SeekOrigin.End);
        file.ReadExactly(trailer);
        int length = BinaryPrimitives.ReadInt32LittleEndian(trailer);
        if (!trailer.AsSpan(4).SequenceEqual("PAR1"u8))
            throw new InvalidDataException("It is no Parquet file.");
        if (length is < 0 or > LongestMetadata || length > file.Length - TrailerLength)
            throw new InvalidDataException($"Its metadata cannot be {length} bytes long.");

        byte[] metadata = new byte[length];
        file.Seek(-TrailerLength - length, SeekOrigin.End);
        file.ReadExactly(metadata);
        int at = 0;
        Dictionary<int, object?> fields = ParquetShapes.FileMetaData.Read(metadata, ref at);
        CheckSchema(fields.GetValueOrDefault(2) as List<object?> ?? []);
        file.Seek(0, SeekOrigin.Begin);
    }

    /// <summary>Checks the pages of a row group.</summary>
    /// <exception cref="InvalidDataException">They are damaged, or take too much memory.</exception>
    public static void CheckGroup(Stream file, RowGroup group)
    {
        long memory = 0;
        foreach (ColumnChunk chunk in group.Columns)
        {
            ColumnMetaData column = chunk.MetaData ?? throw Damaged("a column has no metadata");
            if (column.NumValues is < 0 or > int.MaxValue)
                throw Damaged($"a column cannot have {column.NumValues} values");
            memory += column.NumValues * BytesPerValue;
            CheckMemory(memory);
            CheckPages(file, column, ref memory);
        }
    }

    private static void CheckPages(Stream file, ColumnMetaData column, ref long memory)
    {
        long[] offsets = [.. new[] { column.DictionaryPageOffset ?? 0, column.DataPageOffset, column.IndexPageOffset ?? 0 }.Where(offset => offset != 0)];
        long at = offsets.Length == 0 ? 0 : offsets.Min();
        for (long values = 0; values < column.NumValues;)
        {
            Dictionary<int, object?> page = ReadHeader(file, ref at);
            long size = Number(page, 2), compressed = Number(page, 3);
            Dictionary<int, object?>? second = page.GetValueOrDefault(8) as Dictionary<int, object?>;
            Dictionary<int, object?> header = second ?? (page.GetValueOrDefault(5) ?? page.GetValueOrDefault(7)) as Dictionary<int, object?>
                ?? throw Damaged("a page is of no known kind");
            bool isDictionary = Number(page, 1) == (long)PageType.DICTIONARY_PAGE;
            long count = Number(header, 1);
            if (compressed > file.Length - at)
                throw Damaged("a page reaches beyond the file's end");

            // Each value of a dictionary takes a bit at least.
            if (count > int.MaxValue || (isDictionary && count > size * 8))
                throw Damaged($"a page cannot have {count} values");
            memory += size * BytesPerCharacter + (isDictionary ? count * BytesPerValue : 0);
            CheckMemory(memory);
            CheckSize(file, column.Codec, at, compressed, size, second);
            values += isDictionary ? 0 : count;
            at += compressed;
        }
    }

    // Levels stand before the compressed bytes in pages of version 2.
    private static void CheckSize(Stream file, CompressionCodec codec, long at, long compressed, long size, Dictionary<int, object?>? second)
    {
        if (codec is not (CompressionCodec.SNAPPY or CompressionCodec.ZSTD) || (second is not null && second.GetValueOrDefault(7) is 0L))
            return;
        long levels = second is null ? 0 : Number(second, 5) + Number(second, 6);
        if (levels > compressed)
            throw Damaged("a page's levels are longer than the page");
        byte[] bytes = new byte[codec == CompressionCodec.SNAPPY ? Math.Min(8, compressed - levels) : compressed - levels];
        file.Seek(at + levels, SeekOrigin.Begin);
        file.ReadExactly(bytes);
        if (bytes.Length > 0 && DecompressedSize.Of(codec, bytes) is { } said && said > Math.Max(size, 128 * 1024))
            throw Damaged($"a page of {size} bytes says in another place that it has {said}");
    }

    private static Dictionary<int, object?> ReadHeader(Stream file, ref long at)
    {
        if (at < 0 || at >= file.Length)
            throw Damaged("a page is not in the file");

        // Mostly short; with statistics as long as texts are.
        for (int length = 256; ; length *= 16)
        {
            byte[] bytes = new byte[Math.Min(length, file.Length - at)];
            file.Seek(at, SeekOrigin.Begin);
            file.ReadExactly(bytes);
            int end = 0;
            try
            {
                Dictionary<int, object?> header = ParquetShapes.PageHeader.Read(bytes, ref end);
                at += end;
                return header;
            }
            catch (InvalidDataException) when (bytes.Length == length && length < LongestPageHeader)
            {
            }
        }
    }

    // Depth first: an element is followed by its children.
    private static void CheckSchema(List<object?> elements)
    {
        Stack<long> open = new([1]);
        foreach (Dictionary<int, object?> element in elements.Cast<Dictionary<int, object?>>())
        {
            while (open.TryPeek(out long left) && left == 0)
                open.Pop();
            if (open.Count is 0 or > DeepestSchema)
                throw Damaged("its schema is not a tree of columns");
            open.Push(open.Pop() - 1);
            open.Push(element.TryGetValue(ParquetShapes.ChildCount, out object? children) ? (long)children! : 0);
            if (open.Peek() < 0 || open.Peek() > elements.Count)
                throw Damaged("its schema is not a tree of columns");
        }

        if (elements.Count < 2 || open.Any(left => left != 0))
            throw Damaged("its schema is not a tree of columns");
    }

    private static void CheckMemory(long memory)
    {
        if (memory > MostMemory)
            throw new InvalidDataException($"A row group of the Parquet file takes more than {MostMemory >> 20} MB of memory: write the file with smaller row groups.");
    }

    private static long Number(Dictionary<int, object?> fields, int id) =>
        fields.GetValueOrDefault(id) is long number and >= 0 and <= int.MaxValue ? number : throw Damaged("a page's header lacks a size or a count");

    private static InvalidDataException Damaged(string what) => new($"The Parquet file is damaged: {what}.");
}
