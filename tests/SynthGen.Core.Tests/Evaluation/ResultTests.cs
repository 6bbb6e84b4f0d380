using System.Text;
using SynthGen.Evaluation;
using SynthGen.Json;

namespace SynthGen.Core.Tests.Evaluation;

/// <summary>Results in files, two models side by side, and the rows that examples are tested on.</summary>
public sealed class ResultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_result_comes_back_from_its_line_as_it_was()
    {
        ToolModelTurn turn = new(1, DueAction.Call)
        {
            Expected = [new ToolCall("f", JsonValue.Object(("query", "x")))], Calls = [new ToolCall("g", JsonValue.Object(("n", 5L)))], Reply = "é\n\"", ExpectedReply = "so", Made = "g", Contrast = ToolContrast.Either,
            IsRight = true, ToolRight = false, EitherRight = true, CountRight = true, ArgumentsValid = true, AstMatch = false, AstFault = CallFault.Name, Similarity = .25, IsExecuted = true, Rank = 3,
            NoCallWhereDue = false, AskedWhereNotDue = false,
        };
        ToolModelTurn later = new(2, DueAction.Ask) { Made = "ask", AskedBack = true, AskedWhereDue = true, CalledWhereNoneDue = false, IsRight = true, Reply = "Which?" };
        ToolModelResult[] results =
        [
            new("a", MeasurementStatus.Measured) { Query = "q", Kind = "Clarify", Difficulty = QueryDifficulty.Hard, Example = "e", Turns = [turn, later], Backend = "OpenAI", Model = "m", Attempts = 2, InputTokens = 7, OutputTokens = 8, Cost = .0015m, Latency = 12.5 },
            new("b", MeasurementStatus.Failed) { Query = "r", Reason = "The server gave no reply.", Cause = FailureCause.Service, Backend = "OpenAI", Attempts = 6 },
            new("c", MeasurementStatus.Pending) { Backend = "OpenAI" },
        ];
        string path = Path.Combine(_folder, "r.jsonl");
        using (ToolModelResultWriter writer = new(path))
        {
            foreach (ToolModelResult result in results)
                writer.Write(result);
            Assert.Equal(3, File.ReadLines(writer.PartialPath).Count());
            Assert.False(File.Exists(path));
            writer.Commit();
        }

        Assert.Equal(results.Select(Text), ToolModelResultFile.Read(path).Select(line => Text(line.Result!)));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("nope", "it is not JSON")]
    [InlineData("[]", "the line must be an object, not a list")]
    [InlineData("{}", "the key 'id' is missing")]
    [InlineData("""{"id":"a"}""", "the key 'status' is missing")]
    [InlineData("""{"id":"a","status":"Done"}""", "'status' must be one of Measured, Failed, Pending, not 'Done'")]
    [InlineData("""{"id":"a","status":"Measured","due":"Call","right":"yes"}""", "'right' must be true or false, not a string")]
    [InlineData("""{"id":"a","status":"Measured","due":"Call","rank":1.5}""", "'rank' must be a whole number")]
    [InlineData("""{"id":"a","status":"Measured","due":"Call","calls":[{"name":1}]}""", "'calls.name' must be a string, not a number")]
    [InlineData("""{"id":"a","status":"Measured","due":"Call","later_turns":[{}]}""", "the key 'due' is missing")]
    [InlineData("""{"id":"a\uD800","status":"Measured"}""", "a string in it is not valid Unicode")]
    public void A_line_that_is_not_a_result_says_why(string line, string problem)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes($"\uFEFF\n{{\"id\":\"x\",\"status\":\"Pending\",\"more\":1}}\r\n{line}\n"));
        ToolModelResultLine[] lines = [.. ToolModelResultFile.Read(stream)];
        Assert.Equal([(2L, null), (3L, problem)], lines.Select(one => (one.Number, one.Problem)));
    }

    [Fact]
    public void Two_models_are_joined_by_rows()
    {
        ResultComparison comparison = new("other.jsonl");
        foreach ((string id, bool right) in ((string, bool)[])[("a", true), ("b", true), ("c", false), ("d", false), ("only", true), ("a", false)])
            comparison.AddAgainst(Result(id, right));
        comparison.AddAgainst(new ToolModelResult("e", MeasurementStatus.Failed));
        foreach ((string id, bool right) in ((string, bool)[])[("a", true), ("b", false), ("c", true), ("d", false), ("e", true), ("a", false)])
            comparison.Add(Result(id, right));
        comparison.Add(new ToolModelResult("only", MeasurementStatus.Pending));

        ToolModelComparison made = comparison.ToComparison();
        Assert.Equal((4, 1, 1), (made.Rows, made.OnlyThis, made.OnlyAgainst));
        PairedTest right2 = made.Tests[0];
        Assert.Equal(("Right", 1, 1, 1, 1, .5, .5, 1.0, "exact"), (right2.Measure, right2.Both, right2.OnlyThis, right2.OnlyAgainst, right2.Neither, right2.Share, right2.AgainstShare, right2.PValue, right2.Method));
        Assert.Equal([("b", false), ("c", true)], made.Changed.Select(change => (change.Id, change.IsRight)));
    }

    [Fact]
    public void The_test_rows_of_examples_are_the_same_whatever_the_order()
    {
        SyntheticQuery[] rows = [.. Enumerable.Range(0, 500).Select(i => new SyntheticQuery($"q{i}", [], i))];
        string[] Draw(IEnumerable<DatasetRow> from, int seed)
        {
            TestRows tests = new(seed);
            foreach (DatasetRow row in from)
                tests.Add(row);
            return [.. tests.Rows.Select(row => row.Id)];
        }

        Assert.Equal(TestRows.Count, Draw(rows, 1).Length);
        Assert.Equal(Draw(rows, 1), Draw(rows.Reverse(), 1));
        Assert.NotEqual(Draw(rows, 1), Draw(rows, 2));
        Assert.Equal(3, Draw(rows.Take(3).Concat(rows.Take(3)), 1).Length);
    }

    private static ToolModelResult Result(string id, bool right) => new(id, MeasurementStatus.Measured) { Turns = [new ToolModelTurn(1, DueAction.Answer) { IsRight = right }] };

    private static string Text(ToolModelResult result) => JsonValue.ToJson(typeof(ToolModelResult).GetProperties().Where(property => property.Name != "Turns").Select(property => property.GetValue(result)?.ToString()).Cast<object?>()
        .Concat(result.Turns.SelectMany(turn => typeof(ToolModelTurn).GetProperties().Select(property => property.GetValue(turn) is IReadOnlyList<ToolCall> calls ? CallText.Of(calls) : property.GetValue(turn)?.ToString()))).ToList());
}
