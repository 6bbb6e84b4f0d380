using SynthGen.Generation.Journal;
using SynthGen.Json;
using SynthGen.Quality.Judging;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Generation;

/// <summary>Journals outlive the version that wrote them: their lines stay as they are, byte for byte.</summary>
public sealed class JournalFormatTests : IDisposable
{
    private const string Row = """{"query":"Who pays?","tools":[{"name":"full_text_search","arguments":{"query":"rent"}}],"page":7,"id":"1e49eafcbe548d0f","source":"d.txt","evidence":{"quote":"The tenant","start":0,"length":10}""";

    private const string Generated = """{"key":"00000000000000000000000000000001","status":"Generated","page":7,"source":"d.txt","attempts":1,"model":"m","input_tokens":30,"output_tokens":4,"reason":"2 rows were dropped.","dropped":{"no evidence":2},"rows":[""" + Row + "}]}\n";

    private const string Failed = """{"key":"00000000000000000000000000000002","status":"Failed","page":7,"source":"d.txt","attempts":2,"input_tokens":0,"output_tokens":0,"reason":"broken \"§\"","request_id":"r-1","raw_reply":"{\n","rows":[]}""" + "\n";

    private const string JudgeResults = """{"key":"00000000000000000000000000000001","status":"Generated","page":7,"source":"d.txt","attempts":3,"model":"judge-1","input_tokens":500,"output_tokens":60,"rows":[""" + Row +
        ""","verdict":{"passed":false,"gates":[{"gate":"Judge.Specificity","status":"Passed","score":1},{"gate":"Judge.Coherence","status":"Failed","score":0.5,"reason":"NotCoherent","detail":"Has nothing to do with the rest: it rains."}]}}]}""" + "\n";

    private const string Unjudged = """{"key":"00000000000000000000000000000002","status":"Failed","page":7,"source":"d.txt","attempts":2,"model":"judge-1","input_tokens":40,"output_tokens":5,"reason":"The judge's reply cannot be used: The reply holds no JSON object.","raw_reply":"It looks fine.","rows":[]}""" + "\n";

    private static readonly OcrPage Page = new(7, "The tenant pays the rent.", "d.txt");

    private static readonly SyntheticQuery Asked = new("Who pays?", [new ToolCall("full_text_search", JsonValue.Object(("query", "rent")))], 7)
    {
        Source = "d.txt", Evidence = Evidence.At(Page, 0, 10), AvailableTools = BuiltInTools.All,
    };

    private static readonly GateResult[] Results =
    [
        new("Judge.Specificity", GateStatus.Passed) { Score = 1 },
        new("Judge.Coherence", GateStatus.Failed) { Score = .5, Reason = "NotCoherent", Detail = "Has nothing to do with the rest: it rains." },
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    private string JournalPath => Path.Combine(_folder, "run.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Outcomes_are_written_as_they_always_were()
    {
        using (OutcomeJournal journal = OutcomeJournal.Open(JournalPath))
        {
            journal.Append(1, PageOutcome.Generated(Page, [Asked]) with
            {
                Model = "m", InputTokens = 30, OutputTokens = 4, Reason = "2 rows were dropped.", Dropped = new Dictionary<string, int> { ["no evidence"] = 2 },
            });
            journal.Append(2, PageOutcome.Failed(Page, "broken \"§\"") with { RawReply = "{\n", Attempts = 2, RequestId = "r-1" });
        }

        Assert.Equal(Generated + Failed, File.ReadAllText(JournalPath));
    }

    [Fact]
    public void Label_and_place_stand_behind_the_source_where_they_differ()
    {
        OcrPage roman = new(7, "The tenant pays the rent.", "d.txt", label: "vii", ordinal: 9);
        using (OutcomeJournal journal = OutcomeJournal.Open(JournalPath))
            journal.Append(2, PageOutcome.Failed(roman, "broken \"§\"") with { RawReply = "{\n", Attempts = 2, RequestId = "r-1" });
        Assert.Equal(Failed.Replace("\"source\":\"d.txt\"", "\"source\":\"d.txt\",\"label\":\"vii\",\"ordinal\":9"), File.ReadAllText(JournalPath));
        using OutcomeJournal read = OutcomeJournal.OpenRead(JournalPath);
        Assert.Equal((7, "vii", 9), (read.Find(2)!.Page, read.Find(2)!.Label, read.Find(2)!.Ordinal));
    }

    [Fact]
    public void Outcomes_of_an_earlier_version_have_the_label_and_place_of_their_number()
    {
        File.WriteAllText(JournalPath, Generated + Failed);
        using OutcomeJournal read = OutcomeJournal.OpenRead(JournalPath);
        Assert.All(read.Records(), outcome => Assert.Equal((7, "7", 7), (outcome.Page, outcome.Label, outcome.Ordinal)));
    }

    [Fact]
    public void A_failure_of_the_pages_own_says_so_at_the_end_of_its_line()
    {
        using (OutcomeJournal journal = OutcomeJournal.Open(JournalPath))
            journal.Append(2, PageOutcome.Failed(Page, "broken \"§\"", FailureCause.Page) with { RawReply = "{\n", Attempts = 2, RequestId = "r-1" });

        Assert.Equal(Failed.Replace("}\n", ",\"cause\":\"Page\"}\n"), File.ReadAllText(JournalPath));
        using OutcomeJournal read = OutcomeJournal.OpenRead(JournalPath);
        Assert.Equal(FailureCause.Page, read.Find(2)!.Cause);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"cause\":\"Weather\"")]
    public void A_failure_whose_cause_is_not_known_is_the_services(string cause)
    {
        File.WriteAllText(JournalPath, Generated + Failed.Replace("}\n", cause + "}\n"));
        using OutcomeJournal journal = OutcomeJournal.OpenRead(JournalPath);
        Assert.Equal((null, FailureCause.Service), (journal.Find(1)!.Cause, journal.Find(2)!.Cause));
    }

    [Fact]
    public void Verdicts_are_written_as_they_always_were()
    {
        using (VerdictJournal journal = VerdictJournal.Open(JournalPath))
        {
            journal.Append(1, new JudgeVerdict(7, "d.txt")
            {
                Row = Asked with { Id = Asked.Id, Verdict = new Verdict(Results) }, Attempts = 3, Model = "judge-1", InputTokens = 500, OutputTokens = 60,
            });
            journal.Append(2, new JudgeVerdict(7, "d.txt")
            {
                Problem = "The judge's reply cannot be used: The reply holds no JSON object.", RawReply = "It looks fine.", Attempts = 2, Model = "judge-1", InputTokens = 40, OutputTokens = 5,
            });
        }

        Assert.Equal(JudgeResults + Unjudged, File.ReadAllText(JournalPath));
    }

    [Fact]
    public void Verdicts_of_an_earlier_version_are_read()
    {
        File.WriteAllText(JournalPath, JudgeResults + Unjudged);
        using VerdictJournal journal = VerdictJournal.Open(JournalPath);
        JudgeVerdict judged = journal.Find(1)!, unjudged = journal.Find(2)!;
        Assert.Equal(Results, judged.Row!.Verdict!.Gates);
        Assert.Equal((3, "judge-1", 500, 60, null), (judged.Attempts, judged.Model, judged.InputTokens, judged.OutputTokens, judged.Problem));
        Assert.Equal((null, "It looks fine.", 2), (unjudged.Row, unjudged.RawReply, unjudged.Attempts));
        Assert.Equal((OutcomeStatus.Generated, OutcomeStatus.Failed), (journal.StatusOf(1), journal.StatusOf(2)));
    }

    [Fact]
    public void A_journal_of_verdicts_is_looked_into_as_one_of_pages()
    {
        File.WriteAllText(JournalPath, JudgeResults + Unjudged);
        using OutcomeJournal journal = OutcomeJournal.OpenRead(JournalPath);
        Assert.Equal([(OutcomeStatus.Generated, 500), (OutcomeStatus.Failed, 40)], journal.Records().Select(outcome => (outcome.Status, outcome.InputTokens)));
    }

    [Fact]
    public void Reading_a_journal_can_be_cancelled_and_leaves_it_free()
    {
        File.WriteAllText(JournalPath, Generated);
        Assert.ThrowsAny<OperationCanceledException>(() => OutcomeJournal.Open(JournalPath, new CancellationToken(canceled: true)));
        using OutcomeJournal journal = OutcomeJournal.Open(JournalPath);
        Assert.Equal(1, journal.Count);
    }
}
