using System.Text;
using Parquet;
using SynthGen.Adapters.Tables;
using SynthGen.Datasets;
using SynthGen.Datasets.Folders;
using SynthGen.Datasets.Formats;
using SynthGen.Datasets.Validation;
using SynthGen.Files;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Adapters.Tests.Tables;

public sealed class ParquetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public static TheoryData<string> Formats => [.. DatasetFormats.All.Select(format => format.Name)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // Rows with optional parts: system messages, one call and several, empty lists, keys of changing types.
    [Theory]
    [MemberData(nameof(Formats))]
    public void The_lines_read_back_are_those_of_the_same_rows_as_text(string format)
    {
        DatasetOptions options = new() { Format = DatasetFormat.Parse(format), SystemPrompt = format == "Xlam" ? "" : null, Parquet = () => new ParquetCodec() };
        // TRL's arguments have columns of their own: these rows have the same in all.
        SyntheticQuery[] rows = [.. Enumerable.Range(0, 50).Select(i => format == "Trl" ? Alike(i) : Row(i))];
        Write("rows.jsonl", options, rows);
        Write("rows.parquet", options, rows);
        Assert.Equal(File.ReadAllText(At("rows.jsonl")), Lines("rows.parquet"));
        Assert.Equal("PAR1"u8.ToArray(), File.ReadAllBytes(At("rows.parquet"))[..4]);
    }

    // Calls with and without results, several at once, texts beside them where the format has a place, and no call at all.
    [Theory]
    [InlineData("OpenAI")]
    [InlineData("Trl")]
    [InlineData("Mistral")]
    [InlineData("Hermes")]
    [InlineData("Gemini")]
    [InlineData("LlamaFactory")]
    [InlineData("Axolotl")]
    public void Conversations_come_back_as_the_lines_that_they_were(string format)
    {
        DatasetRow[] rows = [.. Enumerable.Range(0, 20).Select(i => i % 4 == 3 ? Alike(i) : (DatasetRow)Talk(i, saysBesideCalls: format is not ("Mistral" or "LlamaFactory")))];
        Write("rows.jsonl", Options(format), rows);
        Write("rows.parquet", Options(format), rows);
        Assert.Equal(File.ReadAllText(At("rows.jsonl")), Lines("rows.parquet"));
    }

    [Fact]
    public void Pair_contrast_and_kind_come_back()
    {
        SyntheticQuery[] rows = [.. Enumerable.Range(0, 50).Select(Row)];
        Write("rows.parquet", Options("Canonical"), rows);
        Assert.Equal(rows.Select(Facts), Read("rows.parquet").Select(Facts));

        static (string? PairId, ToolContrast? Contrast, string? Kind) Facts(SyntheticQuery row) => (row.PairId, row.Contrast, row.Provenance?.Kind);
    }

    // A trainer reads columns of types as values, and JSON text as text, which its chat template would encode again.
    [Theory]
    [InlineData("Trl", "messages.list.element.tool_calls.list.element.function.arguments.query", "tools.list.element.function.parameters.required.list.element")]
    [InlineData("OpenAI", "messages.list.element.tool_calls.list.element.function.arguments", "tools.list.element.function.parameters.required.list.element")]
    [InlineData("Canonical", "tools.list.element.arguments", "available_tools")]
    public async Task Values_of_the_same_types_have_columns_of_their_own(string format, params string[] columns)
    {
        Write("rows.parquet", Options(format), [.. Enumerable.Range(0, 10).Select(Alike)]);
        await using ParquetReader reader = await ParquetReader.CreateAsync(At("rows.parquet"));
        Assert.Empty(columns.Except(reader.Schema.DataFields.Select(field => field.Path.ToString().Replace('/', '.'))));
    }

    // Tools differ from row to row: TRL parses a list that is text.
    [Fact]
    public async Task Tools_of_different_types_are_text()
    {
        ToolDefinition other = new("full_text_search", "", JsonValue.Object());
        Write("rows.parquet", Options("Trl"), [Alike(0), Alike(2) with { AvailableTools = [other] }]);
        await using ParquetReader reader = await ParquetReader.CreateAsync(At("rows.parquet"));
        Assert.Contains(reader.Schema.DataFields, field => field.Path.ToString() == "tools");
        Assert.Equal(2, Lines("rows.parquet").Count(character => character == '\n'));
    }

    [Theory]
    [InlineData("""{"query":"a"}""", """{"query":1}""", "of 'query', it is a whole number in one row and a string in another")]
    [InlineData("""{"query":"a"}""", """{"words":"a"}""", "some rows have 'words' and others have not")]
    [InlineData("""{"query":"a","limit":3}""", """{"query":"a"}""", "some rows have 'limit' and others have not")]
    [InlineData("""{"query":"a"}""", """{"query":null}""", "of 'query', it is null")]
    [InlineData("""{"query":"a"}""", "{}", "an object without keys has no column")]
    [InlineData("""{"at":{"x":1}}""", """{"at":{"y":1}}""", "some rows have 'y' and others have not")]
    [InlineData("""{"ids":[1]}""", """{"ids":["a"]}""", "it is a string in one row and a whole number in another")]
    [InlineData("""{"ids":[]}""", """{"ids":[]}""", "a list in it is empty in all rows")]
    [InlineData("""{"x":1.0}""", """{"x":1.0}""", "the number 1.0 has no column type")]
    [InlineData("""{"x":1}""", """{"x":1.5}""", "it is a number with a fraction in one row and a whole number in another")]
    public void Arguments_that_vary_end_the_file_and_the_rows_are_in_the_partial_one(string one, string other, string problem)
    {
        using DatasetFile file = DatasetFile.Create(At("rows.parquet"), FilePlacement.Replace, Options("Trl"));
        file.Write(With(one));
        file.Write(With(other));
        RowsVaryException error = Assert.Throws<RowsVaryException>(() => file.Commit());
        Assert.Contains(problem, error.Message);
        Assert.Contains("'arguments'", error.Message);
        Assert.False(File.Exists(At("rows.parquet")));

        File.Copy(file.PartialPath, At("partial.parquet"));
        Assert.Equal([one, other], Read("partial.parquet").Select(row => JsonValue.ToJson(row.Tools[0].Arguments)));
    }

    [Theory]
    [InlineData("""{"query":"a","limit":3,"exact":true,"at":{"x":-1.5,"of":["p","q"]},"in":[{"k":"v"},{"k":"w"}]}""", """{"query":"é🚰","limit":-9,"exact":false,"at":{"x":0.25,"of":[]},"in":[]}""")]
    [InlineData("""{"b":"1","a":"2"}""", """{"a":"2","b":"1"}""", """{"b":"1","a":"2"}""")]
    public void Typed_arguments_read_back_as_they_were(string one, string other, string? read = null)
    {
        Write("rows.parquet", Options("Trl"), [With(one), With(other)]);
        Assert.Equal([one, read ?? other], Read("rows.parquet").Select(row => JsonValue.ToJson(row.Tools[0].Arguments)));
    }

    // A loader takes the columns of the first file for all.
    [Fact]
    public async Task All_files_of_a_folder_have_the_same_columns()
    {
        ToolDefinition other = new("full_text_search", "", JsonValue.Object());
        SyntheticQuery[] rows = [.. Enumerable.Range(0, 60).Select(i => (i < 40 ? Alike(i) : Alike(2 * i) with { AvailableTools = [other] }) with { Split = i % 10 == 0 ? DatasetSplit.Test : DatasetSplit.Train })];
        string text = WriteFolder("text", ".jsonl", rows), columns = WriteFolder("columns", ".parquet", rows);
        string[] files = [.. FolderRows.In(columns).Files.Select(file => file.Path)];
        Assert.True(files.Length > 4);
        Assert.Equal(FolderRows.In(text).Files.Select(file => File.ReadAllText(file.Path)), files.Select(Lines));
        foreach (string file in files)
        {
            await using ParquetReader reader = await ParquetReader.CreateAsync(file);
            Assert.Contains(reader.Schema.DataFields, field => field.Path.ToString() == "tools");
        }
    }

    [Fact]
    public void Arguments_that_vary_between_the_files_of_a_folder_end_it()
    {
        using DatasetFolder folder = DatasetFolder.Create(At("columns"), new DatasetFolderOptions { File = Options("Trl"), Extension = ".parquet", MaxFileSize = 1024 });
        for (int i = 0; i < 20; i++)
            folder.Write(With(i < 10 ? """{"query":"a"}""" : """{"words":"a"}""") with { Split = DatasetSplit.Train });
        Assert.Throws<RowsVaryException>(() => folder.Commit());
        Assert.True(folder.PartialPaths.Count > 3);
        folder.Discard();
        Assert.False(Directory.Exists(At("columns")));
    }

    // A list that recurs is not parsed again; the same list below a key of an inner object is another value.
    [Theory]
    [InlineData(ColumnKind.Json)]
    [InlineData(ColumnKind.TypedOrJson)]
    public void Values_that_recur_come_back_wherever_they_stand(ColumnKind kind)
    {
        string tools = """[{"name":"lookup","description":"A text that is long enough to be remembered, with \"tools\":[ in it."}]""", others = tools.Replace("lookup", "search");
        string[] rows =
        [
            .. Enumerable.Range(0, 40).Select(i => $$"""{"note":{"tools":"{{i}}"},"tools":{{(i % 3 == 0 ? others : tools)}},"page":{{i}}}"""),
            $$"""{"note":{"tools":{{tools}}},"tools":{{others}},"page":40}""",
            $$"""{"note":{"tools":{{tools}}},"page":41}""",
            $$"""{"note":{"x":"\"tools\":"},"tools":{{tools}},"page":42}""",
        ];
        string lines = string.Concat(rows.Select(row => row + "\n"));
        using (FileStream file = File.Create(At("rows.parquet")))
        using (Stream stream = new ParquetCodec().OpenWrite(file, [new("note", ColumnKind.Json), new("tools", kind), new("page", ColumnKind.Whole)]))
            stream.Write(Encoding.UTF8.GetBytes(lines));
        using StreamReader reader = new(new ParquetCodec().OpenRead(File.OpenRead(At("rows.parquet"))));
        Assert.Equal(lines, reader.ReadToEnd());
    }

    // As files were written before: arguments and tools are JSON text, without ids.
    [Fact]
    public void A_file_with_arguments_as_text_is_read()
    {
        Column call = new("tool_calls", ColumnKind.List, new("type", ColumnKind.Text), new("function", ColumnKind.Object, new("name", ColumnKind.Text), new("arguments", ColumnKind.Json)));
        using (FileStream file = File.Create(At("old.parquet")))
        using (Stream lines = new ParquetCodec().OpenWrite(file, [new("messages", ColumnKind.List, new("role", ColumnKind.Text), new("content", ColumnKind.Text), call), new("tools", ColumnKind.Json)]))
        {
            lines.Write(
                """
                {"messages":[{"role":"user","content":"Q"},{"role":"assistant","tool_calls":[{"type":"function","function":{"name":"lookup","arguments":{"x":1,"y":null}}}]}],"tools":[{"type":"function","function":{"name":"lookup","description":"d","parameters":{}}}]}

                """u8);
        }

        SyntheticQuery row = Assert.Single(Read("old.parquet"));
        Assert.Equal("""{"x":1,"y":null}""", JsonValue.ToJson(row.Tools[0].Arguments));
        Assert.Equal("lookup", Assert.Single(row.AvailableTools).Name);
        using Stream stream = DatasetFile.OpenRead(At("old.parquet"), () => new ParquetCodec());
        Assert.Empty(new DatasetValidator().Check(stream));
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

    private string WriteFolder(string name, string extension, SyntheticQuery[] rows)
    {
        using DatasetFolder folder = DatasetFolder.Create(At(name), new DatasetFolderOptions { File = Options("Trl"), Extension = extension, MaxFileSize = 8192, Card = new DatasetCardOptions(null, []) });
        foreach (SyntheticQuery row in rows)
            folder.Write(row);
        folder.Commit();
        Assert.Empty(new FolderValidator(At(name), () => new ParquetCodec()).Check());
        return At(name);
    }

    private static DatasetOptions Options(string format) => new() { Format = DatasetFormat.Parse(format), Parquet = () => new ParquetCodec() };

    private static SyntheticQuery With(string arguments) => new("Q", [new ToolCall("full_text_search", (IReadOnlyDictionary<string, object?>)JsonValue.Parse(arguments)!)], 1)
    {
        AvailableTools = BuiltInTools.All,
    };

    private SyntheticQuery[] Read(string name)
    {
        using Stream stream = DatasetFile.OpenRead(At(name), () => new ParquetCodec());
        return [.. new DatasetReader(stream).Read().Select(line => (SyntheticQuery)(line.Row ?? throw new InvalidDataException(line.Problem)))];
    }

    private static ToolConversation Talk(int i, bool saysBesideCalls)
    {
        ConversationCall Call(int number) => new($"call_{number}", number % 2 == 0 ? "full_text_search" : "vector_search", JsonValue.Object(("query", $"é {i}")));
        ConversationMessage user = ConversationMessage.User($"Q {i}"), answer = ConversationMessage.Answer("A");
        ConversationMessage[] messages = (i % 4) switch
        {
            0 => [user, ConversationMessage.Calling([Call(1), Call(2)]), ConversationMessage.Result("call_1", "[{\"page\":1}]"), ConversationMessage.Result("call_2", "none"), answer],
            1 => [ConversationMessage.System("S"), user, ConversationMessage.Calling([Call(1)], saysBesideCalls ? "I look." : null), ConversationMessage.Result("call_1", "{\"a\":1}"), answer, user, ConversationMessage.Calling([Call(2)])],
            _ => [user, answer],
        };
        return new ToolConversation(messages) { AvailableTools = BuiltInTools.All };
    }

    private static SyntheticQuery Alike(int i)
    {
        ToolCall One(string tool) => new(tool, JsonValue.Object(("query", $"é🚰 {i}")));
        return Row(i) with { Tools = i % 2 == 0 ? [One("full_text_search")] : [One("full_text_search"), One("vector_search")] };
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
            Provenance = i % 2 == 0 ? new Provenance("Template", "m", null, i) { Kind = i % 4 == 0 ? "lookup" : null } : null,
            PairId = i % 3 == 0 ? $"p{i / 6}" : null,
            Verdict = i % 5 == 0 ? new Verdict([]) { Ranks = new SearchRanks([1], 1, null) { Contrast = (ToolContrast)(i % 3) } } : null,
        };
    }

    private string At(string name) => Path.Combine(_folder, name);

    private void Write(string name, DatasetOptions options, IEnumerable<DatasetRow> rows)
    {
        using DatasetFile file = DatasetFile.Create(At(name), FilePlacement.Replace, options);
        foreach (DatasetRow row in rows)
            file.Write(row);
        file.Commit();
    }

    private string Lines(string name)
    {
        using StreamReader reader = new(DatasetFile.OpenRead(At(name), () => new ParquetCodec()));
        return reader.ReadToEnd();
    }
}
