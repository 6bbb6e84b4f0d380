using System.Text;
using System.Text.Json;
using CsCheck;
using SynthGen.Core.Tests.Datasets;
using SynthGen.Datasets;
using SynthGen.Json;
using SynthGen.Rows;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Rows;

public sealed class CanonicalLineTests
{
    [Fact]
    public void A_line_has_its_keys_in_order_and_escapes_nothing_that_need_not_be() => Assert.Equal(
        """{"query":"Which § covers \"grey water\" — é, 🚰?","tools":[{"name":"full_text_search","arguments":{"query":"grey water"}}],"page":12,"id":"ID","source":"manual.txt","evidence":{"quote":"grey water","start":7,"length":10},"available_tools":[TOOLS],"provenance":{"backend":"Template","model":"v1","prompt_version":"abc","seed":42,"output_tokens":7}}"""
            .Replace("ID", SampleRows.Plain.Id, StringComparison.Ordinal)
            .Replace("TOOLS", string.Join(',', BuiltInTools.All.Select(tool => JsonValue.ToJson(JsonValue.Object(("name", tool.Name), ("description", tool.Description), ("parameters", tool.Parameters))))), StringComparison.Ordinal)
            + "\n",
        Write(SampleRows.Plain));

    [Fact]
    public void What_is_not_there_is_left_out() =>
        Assert.Equal("""{"query":"q","tools":[],"page":-1,"id":"x"}""" + "\n", Write(new SyntheticQuery("q", [], -1) { Id = "x" }));

    [Fact]
    public void What_a_row_was_asked_for_stands_in_its_provenance()
    {
        SyntheticQuery row = new("q", [], 1)
        {
            Id = "x",
            Provenance = new Provenance("Gemini", "m", Seed: 3, ShownCharacters: 9) { Kind = "lookup", Asker = "laymen", Length = "short", Difficulty = "hard" },
        };
        const string line = """{"query":"q","tools":[],"page":1,"id":"x","provenance":{"backend":"Gemini","model":"m","seed":3,"shown_characters":9,"kind":"lookup","asker":"laymen","length":"short","difficulty":"hard"}}""" + "\n";
        Assert.Equal(line, Write(row));
        Assert.Equal(row.Provenance, Assert.Single(ReadAll(WriteBytes([row]))).Row!.Provenance);
    }

    [Fact]
    public void A_verdict_is_the_last_key()
    {
        SyntheticQuery row = new("q", [], 1)
        {
            Id = "x",
            Verdict = new Verdict([
                new("Schema", GateStatus.Passed) { Score = 1 },
                new("Executed", GateStatus.Failed) { Score = .0833, Reason = "PageNotFound", Detail = "Not \"there\"." }])
            {
                Ranks = new SearchRanks([12, null], 12, null) { Contrast = ToolContrast.Either },
            },
        };
        const string line = """{"query":"q","tools":[],"page":1,"id":"x","verdict":{"passed":false,"gates":[{"gate":"Schema","status":"Passed","score":1},{"gate":"Executed","status":"Failed","score":0.0833,"reason":"PageNotFound","detail":"Not \"there\"."}],"ranks":{"calls":[12,null],"lexical":12,"contrast":"Either"}}}""" + "\n";
        Assert.Equal(line, Write(row));
        Verdict back = Assert.Single(ReadAll(WriteBytes([row]))).Row!.Verdict!;
        Assert.Equal(row.Verdict.Gates, back.Gates);
        Assert.Equal([12, null], back.Ranks!.Calls);
        Assert.Equal((12, null, ToolContrast.Either), (back.Ranks.Lexical, back.Ranks.Vector, back.Ranks.Contrast));
    }

    [Fact]
    public void A_pairs_id_is_a_key_of_its_rows_and_no_part_of_their_ids()
    {
        SyntheticQuery row = SampleRows.Plain with { PairId = "p1" };
        Assert.Equal(SampleRows.Plain.Id, row.Id);
        Assert.Contains("\"source\":\"manual.txt\",\"pair_id\":\"p1\",\"evidence\"", Write(row), StringComparison.Ordinal);
        Assert.Equal("p1", Assert.Single(ReadAll(WriteBytes([row]))).Row!.PairId);
        Assert.Equal(Write(SampleRows.Plain), Write(row with { PairId = " " }));
    }

    [Fact]
    public void Pair_contrast_and_kind_come_back_as_they_were() => SampleRows.Any.Sample(row =>
    {
        SyntheticQuery back = (SyntheticQuery)Assert.Single(ReadAll(WriteBytes([row]))).Row!;
        return (back.PairId, back.Contrast, back.Provenance?.Kind) == (row.PairId, row.Contrast, row.Provenance?.Kind);
    });

    [Theory]
    [InlineData("""{"gates":[{"gate":"a","status":"7"}]}""", "'verdict.gates[].status' must be one of")]
    [InlineData("""{"gates":[{"status":"Passed"}]}""", "'verdict.gates[].gate' is missing")]
    [InlineData("""{"passed":true}""", "'verdict.gates' is missing")]
    [InlineData("""{"gates":[],"ranks":{"calls":["1"]}}""", "'verdict.ranks.calls[]' must be a number")]
    [InlineData("""[]""", "'verdict' must be an object")]
    public void A_broken_verdict_is_said_to_be(string verdict, string problem) => Assert.Contains(
        problem, Assert.Single(ReadAll(System.Text.Encoding.UTF8.GetBytes($$"""{"query":"q","tools":[],"page":1,"verdict":{{verdict}}}"""))).Problem);

    [Theory]
    [InlineData("\"\\\b\f\n\r\t\u0000\u001f", """\"\\\b\f\n\r\t\u0000\u001f""")]
    [InlineData("/<>&'+`\u007f\u0085\u00a0\u2028\u2029\ufeff\uffff", "/<>&'+`\u007f\u0085\u00a0\u2028\u2029\ufeff\uffff")]
    [InlineData("é§漢🚰\U0010ffff", "é§漢🚰\U0010ffff")]
    public void Only_what_json_reserves_is_escaped(string text, string written) => Assert.Equal($"\"{written}\"", JsonValue.ToJson(text));

    // Attributes cannot hold half surrogate pairs.
    [Fact]
    public void Half_of_a_surrogate_pair_is_replaced()
    {
        Assert.Equal("\"\ufffd\"", JsonValue.ToJson("\ud83d"));
        Assert.Equal("\"a\ufffd\ufffd🚰\\\"\"", JsonValue.ToJson("a\udead\ud83d\ud83d\udeb0\""));
        Assert.Equal("\"\\n\ufffd🚰\ufffd\"", JsonValue.ToJson("\n\ud83d🚰\ude00"));
        Assert.Equal("{\"\ufffd\":1}", JsonValue.ToJson(JsonValue.Object(("\ud83d", 1L))));
    }

    [Fact]
    public void What_is_read_and_written_again_is_the_same_bytes() => SampleRows.Any.List[1, 5].Sample(rows =>
    {
        byte[] first = WriteBytes(rows);
        SyntheticQuery[] read = [.. ReadAll(first).Select(line => (SyntheticQuery)(line.Row ?? throw new InvalidDataException(line.Problem)))];
        return first.AsSpan().SequenceEqual(WriteBytes(read)) &&
            rows.Zip(read).All(pair => pair.First.Id == pair.Second.Id && pair.Second.Id == (pair.Second with { Page = pair.Second.Page }).Id);
    });

    [Fact]
    public void A_line_is_json_to_others() => SampleRows.Any.Sample(row =>
    {
        using JsonDocument document = JsonDocument.Parse(WriteBytes([row]));
        return document.RootElement.GetProperty("query").GetString() == row.Query && document.RootElement.GetProperty("page").GetInt32() == row.Page;
    });

    [Theory]
    [InlineData("0.10")]
    [InlineData("1.0")]
    [InlineData("1e5")]
    [InlineData("-0")]
    [InlineData("123456789012345678901234567890123456789012345")]
    [InlineData("1e999")]
    public void A_number_stays_as_it_was_written(string number) => Assert.Equal(number, JsonValue.ToJson(JsonValue.Parse(number)));

    [Fact]
    public void Rows_that_offer_the_same_tools_share_one_list()
    {
        byte[] lines = WriteBytes([SampleRows.Plain, SampleRows.Plain, SampleRows.Plain with { AvailableTools = [BuiltInTools.VectorSearch] }]);
        SyntheticQuery[] rows = [.. ReadAll(lines).Select(line => (SyntheticQuery)line.Row!)];
        Assert.Same(rows[0].AvailableTools, rows[1].AvailableTools);
        Assert.Equal("vector_search", Assert.Single(rows[2].AvailableTools).Name);
        Assert.Same(rows[0].Source, rows[2].Source);
    }

    [Fact]
    public void A_row_that_cannot_be_written_leaves_nothing_behind()
    {
        SyntheticQuery bad = SampleRows.Plain with { Tools = [new ToolCall("t", JsonValue.Object(("n", double.NaN)))] };
        SyntheticQuery endless = SampleRows.Plain with { Tools = [new ToolCall("t", Endless())] };
        using MemoryStream stream = new();
        using CanonicalWriter writer = new(stream);
        writer.Write(SampleRows.Plain);
        Assert.ThrowsAny<ArgumentException>(() => writer.Write(bad));
        Assert.Throws<InvalidOperationException>(() => writer.Write(endless));
        writer.Write(SampleRows.Plain);
        writer.Flush();
        Assert.Equal(Write(SampleRows.Plain) + Write(SampleRows.Plain), Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Theory]
    [InlineData("[[]]", "the line must be an object, not a list")]
    [InlineData("{", "not JSON at column 2")]
    [InlineData("{\"query\":\"é\" oops}", "not JSON at column 14")]
    [InlineData("""{"query":"q","tools":[],"page":1} {}""", "not JSON at column 35")]
    [InlineData("""{"tools":[],"page":1}""", "the key 'query' is missing")]
    [InlineData("""{"query":"q","page":1}""", "the key 'tools' is missing")]
    [InlineData("""{"query":"q","tools":[]}""", "the key 'page' is missing")]
    [InlineData("""{"query":1,"tools":[],"page":1}""", "'query' must be a string, not a number")]
    [InlineData("""{"query":null,"tools":[],"page":1}""", "'query' must be a string, not null")]
    [InlineData("""{"query":"q","tools":{},"page":1}""", "'tools' must be a list, not an object")]
    [InlineData("""{"query":"q","tools":["t"],"page":1}""", "a call in 'tools' must be an object, not a string")]
    [InlineData("""{"query":"q","tools":[{"name":"t"}],"page":1}""", "the key 'tools[].arguments' is missing")]
    [InlineData("""{"query":"q","tools":[{"name":"t","arguments":"{}"}],"page":1}""", "'tools[].arguments' must be an object, not a string")]
    [InlineData("""{"query":"q","tools":[],"page":"1"}""", "'page' must be a number, not a string")]
    [InlineData("""{"query":"q","tools":[],"page":1.5}""", "'page' must be a whole number")]
    [InlineData("""{"query":"q","tools":[],"page":1,"evidence":{"quote":"x"}}""", "the key 'evidence.start' is missing")]
    [InlineData("""{"query":"q","tools":[],"page":1,"available_tools":[{"name":" ","description":"","parameters":{}}]}""", "no name")]
    [InlineData("""{"query":"\ud800","tools":[],"page":1}""", "not valid Unicode")]
    public void A_bad_line_says_what_is_wrong(string json, string problem) => Assert.Contains(problem, Assert.Single(ReadAll(Encoding.UTF8.GetBytes(json))).Problem);

    [Fact]
    public void The_rest_is_read_after_a_bad_line()
    {
        string good = """{"query":"q","tools":[],"page":1,"note":{"a":[1]},"provenance":{"backend":"b","model":"m","cost":1},"evidence":null,"source":null}""";
        byte[] bytes = [.. "\uFEFF"u8, .. Encoding.UTF8.GetBytes($"{good}\r\n\n  \nbad\n{good}\n\u0000\n{good}")];
        DatasetReader reader = new(new MemoryStream(bytes));
        Assert.Equal([1L, 4, 5, 6, 7], reader.Read().Select(line => line.Number));
        Assert.Equal(["note", "provenance.cost"], reader.UnknownKeys);
        Assert.Equal([true, false, true, false, true], new DatasetReader(new MemoryStream(bytes)).Read().Select(line => line.Row is not null));
    }

    [Fact]
    public void Lines_may_be_of_any_length_and_come_in_pieces()
    {
        SyntheticQuery[] rows = [.. Enumerable.Range(0, 40).Select(i => new SyntheticQuery(new string('x', i * 40_000), [], i))];
        using SlowStream stream = new(WriteBytes(rows));
        Assert.Equal(rows.Select(row => (row.Page, row.Query.Length)), new DatasetReader(stream).Read().Select(line => (((SyntheticQuery)line.Row!).Page, ((SyntheticQuery)line.Row).Query.Length)));
    }

    private static IReadOnlyDictionary<string, object?> Endless()
    {
        Dictionary<string, object?> map = [];
        map["self"] = map;
        return map;
    }

    private static string Write(SyntheticQuery row) => Encoding.UTF8.GetString(WriteBytes([row]));

    private static byte[] WriteBytes(IEnumerable<SyntheticQuery> rows)
    {
        using MemoryStream stream = new();
        using CanonicalWriter writer = new(stream);
        foreach (SyntheticQuery row in rows)
            writer.Write(row);
        writer.Flush();
        return stream.ToArray();
    }

    private static IEnumerable<DatasetLine> ReadAll(byte[] lines) => new DatasetReader(new MemoryStream(lines)).Read();

    private sealed class SlowStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1000));
    }
}
