using System.Buffers.Binary;
using System.Text;
using SynthGen.Adapters.Tables;
using SynthGen.Datasets;

namespace SynthGen.Adapters.Tests.Tables;

/// <summary>Small files that say that they are large, and damaged ones.</summary>
public sealed class HostileParquetTests
{
    private const int Billions = 2_000_000_000;
    private static readonly byte[] OneText = [1, 0, 0, 0, (byte)'a'];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task The_file_that_is_not_changed_is_read() => Assert.Equal("{\"a\":\"a\"}\n", await ReadAsync(File()));

    [Fact]
    public Task Billions_of_values_are_refused() => RefusedAsync(File(values: Billions));

    [Fact]
    public Task A_page_of_two_gigabytes_is_refused() => RefusedAsync(File(page: Page(size: Billions)));

    [Fact]
    public Task A_page_that_reaches_beyond_the_file_is_refused() => RefusedAsync(File(page: Page(compressed: Billions)));

    [Fact]
    public Task A_page_of_a_negative_size_is_refused() => RefusedAsync(File(page: Page(compressed: -20)));

    [Fact]
    public Task A_dictionary_of_billions_is_refused() => RefusedAsync(File(page: Page(type: 2, header: 7, count: Billions)));

    [Fact]
    public Task Billions_of_rows_without_values_are_refused() => RefusedAsync(File(rows: Billions, values: 0));

    [Fact]
    public Task A_column_of_fewer_values_than_rows_is_refused() => RefusedAsync(File(rows: 2));

    [Fact]
    public Task A_page_outside_the_file_is_refused() => RefusedAsync(File(offset: 1 << 30));

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF })]
    public Task Snappy_that_says_it_is_larger_is_refused(byte[] content) => RefusedAsync(File(codec: 1, page: Page(), content: content));

    [Fact]
    public Task Zstandard_that_says_it_is_larger_is_refused() =>
        RefusedAsync(File(codec: 6, page: Page(compressed: 14), content: [0x28, 0xB5, 0x2F, 0xFD, 0xE0, 0, 0, 0, 0, 1, 0, 0, 0, 0]));

    [Fact]
    public Task Blocks_of_Zstandard_that_repeat_a_byte_are_refused() =>
        RefusedAsync(File(codec: 6, page: Page(compressed: 40_006), content: [0x28, 0xB5, 0x2F, 0xFD, 0, 0x58, .. Enumerable.Repeat((byte[])[2, 0, 16, 0], 9_999).SelectMany(block => block), 3, 0, 16, 0]));

    [Theory]
    [InlineData(70)]
    [InlineData(100_000)]
    public Task A_schema_of_any_depth_is_refused(int depth) =>
        RefusedAsync(Wrap([], Metadata(Schema([.. Enumerable.Range(0, depth).Select(_ => Element("g", children: 1)), Element("a")]))));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public Task A_schema_that_is_not_a_tree_is_refused(int children) => RefusedAsync(Wrap([], Metadata(Schema(Element("root", children), Element("a")))));

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(77)]
    public Task A_list_of_billions_is_refused(int field) => RefusedAsync(Wrap([], new ThriftWriter().List(field, Billions).ToArray()));

    [Theory]
    [InlineData(new byte[] { 0x16, 0xFF })]
    [InlineData(new byte[] { 0x1C })]
    [InlineData(new byte[] { 0x0C, 0x50 })]
    [InlineData(new byte[] { 0x12, 0xFF, 0xFF })]
    [InlineData(new byte[] { })]
    public Task Metadata_that_ends_early_is_refused(byte[] metadata) => RefusedAsync(Wrap([], metadata));

    [Theory]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public async Task Metadata_of_an_impossible_length_is_refused(int length)
    {
        byte[] file = File();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(file.Length - 8), length);
        await RefusedAsync(file);
    }

    [Fact]
    public async Task Flipped_bits_give_lines_or_the_error()
    {
        ParquetCodec codec = new();
        using MemoryStream written = new();
        using (Stream lines = codec.OpenWrite(written, [new("a", ColumnKind.Text), new("n", ColumnKind.List, new Column("m", ColumnKind.Whole))]))
        {
            for (int i = 0; i < 20; i++)
                lines.Write(Encoding.UTF8.GetBytes($$"""{"a":"{{i % 3}}","n":[{"m":{{i}}},{"m":2}]}""" + "\n"));
        }

        byte[] whole = written.ToArray();
        Random random = new(11);
        int refused = 0;
        for (int i = 0; i < 2000; i++)
        {
            byte[] changed = [.. whole];
            for (int times = random.Next(1, 5); times > 0; times--)
                changed[random.Next(changed.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)(changed[random.Next(changed.Length)] ^ 1 << random.Next(8));
            try
            {
                await ReadAsync(changed);
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 100, 2000);
    }

    private static Task RefusedAsync(byte[] file) => Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(file));

    private static Task<string> ReadAsync(byte[] file) => Task.Run(() =>
    {
        using StreamReader reader = new(new ParquetCodec().OpenRead(new MemoryStream(file)));
        return reader.ReadToEnd();
    }).WaitAsync(Limit, TestContext.Current.CancellationToken);

    private static byte[] File(long rows = 1, long values = 1, int codec = 0, long offset = 4, byte[]? page = null, byte[]? content = null)
    {
        page ??= Page();
        content ??= OneText;
        ThriftWriter column = new ThriftWriter().Number(1, 6).Texts(3, "a").Number(4, codec).Number(5, values).Number(6, page.Length + content.Length).Number(7, page.Length + content.Length).Number(9, offset);
        ThriftWriter group = new ThriftWriter().List(1, new ThriftWriter().Number(2, offset).Struct(3, column)).Number(2, content.Length).Number(3, rows);
        return Wrap([.. page, .. content], Metadata(Schema(Element("root", children: 1), Element("a")), group));
    }

    private static byte[] Page(int type = 0, long size = 5, long compressed = 5, int header = 5, long count = 1) =>
        new ThriftWriter().Number(1, type).Number(2, size).Number(3, compressed).Struct(header, new ThriftWriter().Number(1, count).Number(2, 0).Number(3, 3).Number(4, 3)).ToArray();

    private static byte[] Metadata(ThriftWriter schema, params ThriftWriter[] groups) => schema.Number(3, 1).List(4, groups).ToArray();

    private static ThriftWriter Schema(params ThriftWriter[] elements) => new ThriftWriter().Number(1, 1).List(2, elements);

    private static ThriftWriter Element(string name, int? children = null) => children is { } count
        ? new ThriftWriter().Number(3, 0).Text(4, name).Number(5, count)
        : new ThriftWriter().Number(1, 6).Number(3, 0).Text(4, name).Number(6, 0);

    private static byte[] Wrap(byte[] pages, byte[] metadata)
    {
        byte[] length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, metadata.Length);
        return [.. "PAR1"u8, .. pages, .. metadata, .. length, .. "PAR1"u8];
    }
}
