using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using SynthGen.Generation.Replies;

namespace SynthGen.Core.Tests.Generation.Replies;

/// <summary>Properties of the parser that hold for every reply.</summary>
public sealed class ReplyParserPropertyTests
{
    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "'", "\\", "\\u", "\\ud83d", "\n", " ", "```", "```json\n", "<think>", "</think>", "//", "/*", "*/",
        "\"queries\":", "\"query\":", "\"tools\":", "\"name\":", "\"arguments\":", "\"evidence\":", "\"x\"", "null", "true", "NaN", "-1.5e3", "0",
        "\"slot\":", "{\"slot\":1,", "{\"evidence\":\"e\",", "{\"queries\":[", "{\"query\":\"a\",", "\"tools\":[{\"name\":\"t\",\"arguments\":{}}],", "\"evidence\":\"e\"}", "]}", "\uD83D", "\uFEFF", "…", "“", "”",
    ];

    private static readonly Gen<string> Texts =
        Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char[" \"\\{}[]:,'\n\t/…“”é"]), 0, 40];

    // Each member may be in any place.
    private static readonly Gen<Row[]> Rows = Gen.Select(
            Texts, Texts, Texts, Gen.Int[0, 2], Gen.Nullable(Gen.Int[0, 9]), Gen.Shuffle((string[])["slot", "evidence", "query", "tools"], 4),
            (query, argument, quote, kind, slot, order) => new Row(query, argument, quote, kind, slot, order))
        .Array[0, 5].Select(rows => rows.Select((row, i) => row with { Query = $"{i}: {row.Query}".Trim(), Quote = $"q{row.Quote}".Trim() }).ToArray());

    [Fact]
    public void Any_string_gives_rows_or_complaints_or_nothing() =>
        Gen.OneOf(Gen.String, Gen.OneOf<string>(Pieces).Array[0, 40].Select(string.Concat)).Sample(AssertSound, iter: 20_000);

    [Fact]
    public void A_reply_reads_as_it_was_written() => Gen.Select(Rows, Gen.Bool, Gen.Bool).Sample((rows, relaxed, indented) =>
    {
        ReplyReading reading = ReplyParser.Parse(Write(rows, relaxed, indented).Reply);
        Assert.Equal(rows.Select(Show), reading.Rows.Select(Show));
        Assert.Empty(reading.Complaints);
        Assert.False(reading.WasSalvaged);
    }, iter: 2_000);

    [Fact]
    public void A_cut_reply_keeps_exactly_the_rows_that_were_complete() => Gen.Select(Rows, Gen.Bool, Gen.Bool).Sample((rows, relaxed, indented) =>
    {
        (string reply, int[] ends) = Write(rows, relaxed, indented);
        for (int cut = 0; cut < reply.Length; cut++)
        {
            if (char.IsLowSurrogate(reply[cut]))
                continue;

            ReplyReading reading = ReplyParser.Parse(reply[..cut]);
            Assert.Equal(rows.Take(ends.Count(end => end <= cut)).Select(Show), reading.Rows.Select(Show));
            Assert.Equal(cut == 0 ? ReplyError.NoJson : ReplyError.Truncated, Assert.Single(reading.Complaints).Fault);
        }
    }, iter: 25);

    [Fact]
    public void Wrapping_changes_no_row() => Gen.Select(Rows.Where(rows => rows.Length > 0), Gen.OneOf(
        ("```json\n", "\n```"), ("```\n", "\n```\n"), ("Here you are:\n\n", "\n\nAnything else?"), ("Sure [as asked], {page 3}: ", " [1]"),
        ("<think>What {could} be [asked]? {\"query\": \"this?\"}</think>\n", ""), ("<think>Well, ", ""), ("hm</think>```json", "```"),
        ("I read the \"page\".\n```json\n", "\n```\nThat's {all}."), ("\uFEFF", ""), ("{\"result\":", "}"), ("// rows\n", "\n"))).Sample((rows, around) =>
    {
        foreach (bool indented in new[] { false, true })
        {
            ReplyReading reading = ReplyParser.Parse(around.Item1 + Write(rows, relaxed: true, indented).Reply + around.Item2);
            Assert.Equal(rows.Select(Show), reading.Rows.Select(Show));
            Assert.Empty(reading.Complaints);
        }
    }, iter: 1_000);

    [Fact]
    public void A_broken_reply_never_mixes_its_rows() => Gen.Select(Rows, Gen.Int[0, 1 << 20], Gen.OneOf<string>(["", .. Pieces])).Sample((rows, spot, piece) =>
    {
        // Texts that breaking them cannot turn into each other.
        string[] names = ["one", "two", "three", "four", "five"];
        Row[] plain = [.. rows.Select((row, i) => new Row($"query {names[i]}", $"argument {names[i]}", $"quote {names[i]}", row.Kind, row.Slot, row.Order))];
        string reply = Write(plain, relaxed: true, indented: false).Reply;
        spot %= reply.Length;
        foreach (string broken in new[] { reply[..spot] + piece + reply[spot..], reply[..spot] + piece + reply[(spot + 1)..] })
        {
            AssertSound(broken);
            ReplyReading reading = ReplyParser.Parse(broken);
            foreach (ReplyRow row in reading.Rows)
            {
                IEnumerable<string> texts = row.Calls.SelectMany(call => call.Arguments.Values.OfType<string>()).Append(row.Query).Append(row.Quote);
                int[] from = [.. texts.Select(text => Array.FindIndex(names, name => text.EndsWith(' ' + name, StringComparison.Ordinal))).Where(i => i >= 0)];
                Assert.True(from.Distinct().Count() <= 1, $"{ReplyParserTests.Show(reading)} of {broken}");
            }
        }
    }, iter: 20_000);

    private static void AssertSound(string reply)
    {
        ReplyReading reading = ReplyParser.Parse(reply);
        Assert.Equal(reading.Rows.Count + reading.Complaints.Count == 0, reading.IsEmpty);
        Assert.All(reading.Rows, row =>
        {
            Assert.NotEqual("", row.Query.Trim());
            Assert.NotEqual("", row.Quote.Trim());
            Assert.NotEmpty(row.Calls);
            Assert.All(row.Calls, call => Assert.NotEqual("", call.Name.Trim()));
        });
        Assert.All(reading.Complaints, complaint => Assert.EndsWith(".", complaint.Reason, StringComparison.Ordinal));
        Assert.Equal(reading.Rows.Select(row => row.Index).Distinct().Order(), reading.Rows.Select(row => row.Index));
    }

    private static (string Reply, int[] Ends) Write(Row[] rows, bool relaxed, bool indented)
    {
        JsonSerializerOptions options = new() { WriteIndented = indented };
        if (relaxed)
            options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

        StringBuilder reply = new(indented ? "{\n  \"queries\": [" : "{\"queries\":[");
        List<int> ends = [];
        foreach (Row row in rows)
        {
            reply.Append(ends.Count > 0 ? "," : "").Append(indented ? "\n    " : "").Append(JsonSerializer.Serialize(row.ToReply(), options));
            ends.Add(reply.Length);
        }

        return (reply.Append(indented ? "\n  ]\n}" : "]}").ToString(), [.. ends]);
    }

    private static string Show(Row row) => $"{row.Slot}{row.Query}|{string.Join('+', row.Calls.Select(call => new ToolCall(call.Name, call.Arguments)))}|{row.Quote}";

    private static string Show(ReplyRow row) => row.Slot + ReplyParserTests.Show(new ReplyReading([row], [], false));

    private sealed record Row(string Query, string Argument, string Quote, int Kind, int? Slot, string[] Order)
    {
        public IEnumerable<(string Name, Dictionary<string, object?> Arguments)> Calls =>
            Kind switch
            {
                0 => [("full_text_search", new() { ["query"] = Argument })],
                1 => [("vector_search", new() { ["query"] = Argument, ["limit"] = 5L, ["deep"] = true, ["filter"] = null })],
                _ => [("full_text_search", new() { ["query"] = Argument }), ("vector_search", [])],
            };

        public object ToReply() => new Dictionary<string, object?>(Order.Where(name => name != "slot" || Slot is not null).Select(name => KeyValuePair.Create<string, object?>(name, name switch
        {
            "slot" => Slot,
            "evidence" => Quote,
            "query" => Query,
            _ => Calls.Select(call => new { name = call.Name, arguments = call.Arguments }),
        })));
    }
}
