using System.Text;
using SynthGen.Adapters.Tables;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;
using SynthGen.Files;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Adapters.Tests.Tables;

public sealed class ParquetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public static TheoryData<string> Formats => [.. DatasetFormat.Names];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Rows with optional parts: system messages, one call and several, empty lists, keys of changing types.
    [Theory]
    [MemberData(nameof(Formats))]
    public void The_lines_read_back_are_those_of_the_same_rows_as_text(string format)
    {
        DatasetOptions options = new() { Format = DatasetFormat.Parse(format), SystemPrompt = format == "Xlam" ? "" : null, Parquet = () => new ParquetCodec() };
        SyntheticQuery[] rows = [.. Enumerable.Range(0, 50).Select(Row)];
        Write("rows.jsonl", options, rows);
        Write("rows.parquet", options, rows);
        Assert.Equal(File.ReadAllText(At("rows.jsonl")), Lines("rows.parquet"));
        Assert.Equal("PAR1"u8.ToArray(), File.ReadAllBytes(At("rows.parquet"))[..4]);
    }

    [Fact]
    public void Row_groups_follow_one_another()
    {
        // Lines of 1 MB: several groups, and the last one is not full.
        ParquetCodec codec = new();
        byte[] line = Encoding.UTF8.GetBytes($$"""{"a":"{{new string('x', 1_000_000)}}","n":[]}""" + "\n");
        using MemoryStream file = new();
        using (Stream lines = codec.OpenWrite(file, [new("a", ColumnKind.Text), new("n", ColumnKind.List, new Column("m", ColumnKind.Whole))]))
        {
            for (int i = 0; i < 70; i++)
                lines.Write(line);
        }

        using Stream read = codec.OpenRead(new MemoryStream(file.ToArray()));
        using MemoryStream all = new();
        read.CopyTo(all);
        Assert.Equal(70 * line.Length, all.Length);
        Assert.True(all.ToArray().AsSpan(0, line.Length).SequenceEqual(line));
    }

    [Fact]
    public void Reading_that_is_cancelled_is_not_damage()
    {
        Write("rows.parquet", new DatasetOptions { Parquet = () => new ParquetCodec() }, [Row(1)]);
        using CancellationTokenSource stop = new();
        using Stream read = DatasetFile.OpenRead(At("rows.parquet"), () => new ParquetCodec(), stop.Token);
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => read.ReadByte());
        Assert.Throws<OperationCanceledException>(() => DatasetFile.OpenRead(At("rows.parquet"), () => new ParquetCodec(), stop.Token));
    }

    [Fact]
    public void A_key_that_no_column_is_for_is_an_error()
    {
        using Stream lines = new ParquetCodec().OpenWrite(new MemoryStream(), [new("a", ColumnKind.Text)]);
        Assert.Contains("column", Assert.Throws<IOException>(() => lines.Write("{\"a\":\"\",\"b\":1}\n"u8)).Message);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(200)]
    [InlineData(-1)]
    [InlineData(-20)]
    public void A_damaged_file_is_said_to_be(int length)
    {
        Write("rows.parquet", new DatasetOptions { Parquet = () => new ParquetCodec() }, [Row(1), Row(2)]);
        byte[] whole = File.ReadAllBytes(At("rows.parquet"));
        File.WriteAllBytes(At("rows.parquet"), length < 0 ? whole[..^-length] : whole[..length]);
        Assert.Throws<InvalidDataException>(() => Lines("rows.parquet"));
    }

    [Fact]
    public void Nothing_follows_in_a_Parquet_file()
    {
        DatasetOptions options = new() { Parquet = () => new ParquetCodec() };
        Write("rows.parquet", options, [Row(1)]);
        byte[] before = File.ReadAllBytes(At("rows.parquet"));
        Assert.Throws<NotSupportedException>(() => DatasetFile.Create(At("rows.parquet"), FilePlacement.Append, options));
        Assert.Equal(before, File.ReadAllBytes(At("rows.parquet")));
    }

    private static SyntheticQuery Row(int i)
    {
        object? value = i % 3 == 0 ? (object?)"é🚰" : i % 3 == 1 ? 1.50m : JsonValue.Object(("y", null));
        ToolCall call = new("full_text_search", JsonValue.Object(("query", value)));
        return new SyntheticQuery($"query \"{i}\"", i % 2 == 0 ? [call] : [call, new ToolCall("vector_search", JsonValue.Object())], i)
        {
            Source = i % 5 == 0 ? "" : "a.txt",
            SystemPrompt = i % 4 == 0 ? $"system\n{i}" : null,
            Evidence = i % 7 == 0 ? null : new Evidence("quote", i, 5),
            AvailableTools = BuiltInTools.All,
            Provenance = i % 2 == 0 ? new Provenance("Template", "m", null, i) : null,
        };
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Write(string name, DatasetOptions options, IEnumerable<SyntheticQuery> rows)
    {
        using DatasetFile file = DatasetFile.Create(At(name), FilePlacement.Replace, options);
        foreach (SyntheticQuery row in rows)
            file.Write(row);
        file.Commit();
    }

    private string Lines(string name)
    {
        using StreamReader reader = new(DatasetFile.OpenRead(At(name), () => new ParquetCodec()));
        return reader.ReadToEnd();
    }
}
