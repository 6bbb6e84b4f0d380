using SynthGen.Generation.Journal;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Generation;

public sealed class OutcomeJournalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    private string JournalPath => Path.Combine(_folder, "run.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Outcomes_come_back_as_they_were_written()
    {
        PageOutcome outcome = Outcome(7);
        using (OutcomeJournal journal = OutcomeJournal.Open(JournalPath))
        {
            journal.Append(7, outcome);
            journal.Append(8, PageOutcome.Failed(new OcrPage(8, "x", "d.txt"), "broken \"§\"") with { RawReply = "{\n", Attempts = 2 });
        }

        using OutcomeJournal again = OutcomeJournal.Open(JournalPath);
        Assert.Equal((2, 0, 0L), (again.Count, again.BadLines, again.TornBytes));
        PageOutcome read = again.Find(7)!;
        Assert.Equal((7, "d.txt", OutcomeStatus.Generated, 30, true), (read.Page, read.Source, read.Status, read.InputTokens, read.IsResumed));
        Assert.Equal(outcome.Rows[0].Query, Assert.Single(read.Rows).Query);
        Assert.Equal(outcome.Rows[0].Evidence, read.Rows[0].Evidence);
        Assert.Equal(("broken \"§\"", "{\n", 2), (again.Find(8)!.Reason, again.Find(8)!.RawReply, again.Find(8)!.Attempts));
        Assert.Null(again.Find(9));
    }

    [Fact]
    public void A_torn_last_line_is_cut_off_wherever_it_was_torn()
    {
        using (OutcomeJournal journal = OutcomeJournal.Open(JournalPath))
        {
            journal.Append(1, Outcome(1));
            journal.Append(2, Outcome(2));
        }

        byte[] whole = File.ReadAllBytes(JournalPath);
        int second = Array.IndexOf(whole, (byte)'\n') + 1;
        for (int length = second; length < whole.Length; length += 13)
        {
            File.WriteAllBytes(JournalPath, whole[..length]);
            using (OutcomeJournal journal = OutcomeJournal.Open(JournalPath))
            {
                Assert.Equal((1, (long)length - second), (journal.Count, journal.TornBytes));
                journal.Append(2, Outcome(2));
            }

            Assert.Equal(whole, File.ReadAllBytes(JournalPath));
        }
    }

    [Fact]
    public void The_latest_outcome_of_a_page_counts()
    {
        using OutcomeJournal journal = OutcomeJournal.Open(JournalPath);
        journal.Append(1, PageOutcome.Failed(new OcrPage(1, "x"), "no"));
        journal.Append(1, Outcome(1));
        Assert.Equal(OutcomeStatus.Generated, journal.StatusOf(1));
        Assert.Equal(OutcomeStatus.Generated, Assert.Single(journal.Records()).Status);
    }

    [Fact]
    public void It_can_be_looked_into_while_it_is_written()
    {
        using OutcomeJournal journal = OutcomeJournal.Open(JournalPath);
        journal.Append(7, Outcome(7));
        journal.Append(3, Outcome(3) with { Dropped = new Dictionary<string, int> { ["no evidence"] = 2 } });
        File.AppendAllText(JournalPath, "{\"key\":\"00");
        using OutcomeJournal seen = OutcomeJournal.OpenRead(JournalPath);
        Assert.Equal([7, 3], seen.Records().Select(outcome => outcome.Page));
        Assert.Equal(2, seen.Records().Last().Dropped["no evidence"]);
        Assert.Equal(10, seen.TornBytes);
        Assert.EndsWith("{\"key\":\"00", File.ReadAllText(JournalPath));
    }

    [Fact]
    public void A_line_that_is_damaged_inside_is_as_if_it_were_not_there()
    {
        using OutcomeJournal journal = OutcomeJournal.Open(JournalPath);
        journal.Append(1, Outcome(1));
        string line = File.ReadAllText(JournalPath);
        File.WriteAllText(JournalPath, line.Replace("\"attempts\"", "\"attempt!\"", StringComparison.Ordinal));
        Assert.Null(journal.Find(1));
        Assert.Empty(journal.Records());
        Assert.Equal(1, journal.BadLines);
    }

    [Fact]
    public void Lines_of_others_are_passed_over_and_counted()
    {
        using (OutcomeJournal first = OutcomeJournal.Open(JournalPath))
            first.Append(1, Outcome(1));
        File.AppendAllText(JournalPath, "{\"query\":\"a row\"}\nnonsense\n{}\n{\"key\":\"00\",\"status\":5}\n\n");
        using OutcomeJournal journal = OutcomeJournal.Open(JournalPath);
        Assert.Equal((1, 4), (journal.Count, journal.BadLines));
    }

    [Theory]
    [InlineData("Dear diary,\ntoday")]
    [InlineData("Dear diary")]
    [InlineData("{\"query\":\"a row\"}\nnonsense\n\n")]
    [InlineData("{\"key\":\"is mine\"}")]
    [InlineData("{\"key\":\"0000")]
    [InlineData("{\"k")]
    [InlineData("\n")]
    [InlineData("\0\0\0")]
    public void What_is_not_a_journal_stays_as_it_is(string content)
    {
        bool isTorn = content.StartsWith("{\"k", StringComparison.Ordinal) && !content.Contains("mine", StringComparison.Ordinal);
        File.WriteAllText(JournalPath, content);
        if (isTorn)
        {
            using OutcomeJournal journal = OutcomeJournal.Open(JournalPath);
            Assert.Equal(((long)content.Length, 0L), (journal.TornBytes, new FileInfo(JournalPath).Length));
            return;
        }

        Assert.Throws<InvalidDataException>(() => OutcomeJournal.Open(JournalPath));
        Assert.Throws<InvalidDataException>(() => OutcomeJournal.OpenRead(JournalPath));
        Assert.Equal((content, 1), (File.ReadAllText(JournalPath), Directory.GetFiles(_folder).Length));
    }

    [Fact]
    public void A_first_line_torn_anywhere_is_cut_off()
    {
        using (OutcomeJournal journal = OutcomeJournal.Open(JournalPath))
            journal.Append(1, Outcome(1));
        byte[] whole = File.ReadAllBytes(JournalPath);
        for (int length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(JournalPath, whole[..length]);
            using OutcomeJournal journal = OutcomeJournal.Open(JournalPath);
            Assert.Equal((0, length, 0L), (journal.Count, (int)journal.TornBytes, new FileInfo(JournalPath).Length));
        }
    }

    [Fact]
    public void A_journal_through_a_link_has_one_lock()
    {
        string link = Path.Combine(_folder, "link.jsonl");
        File.CreateSymbolicLink(link, JournalPath);
        using (OutcomeJournal journal = OutcomeJournal.Open(link))
        {
            journal.Append(1, Outcome(1));
            Assert.Throws<JournalInUseException>(() => OutcomeJournal.Open(JournalPath));
        }

        Assert.Equal(JournalPath, new FileInfo(link).LinkTarget);
        using OutcomeJournal again = OutcomeJournal.Open(JournalPath);
        Assert.Equal(1, again.Count);
    }

    [Fact]
    public void A_file_with_the_name_of_the_lock_is_not_deleted()
    {
        File.WriteAllText(JournalPath + ".lock", "mine");
        Assert.ThrowsAny<IOException>(() => OutcomeJournal.Open(JournalPath));
        Assert.Equal("mine", File.ReadAllText(JournalPath + ".lock"));
        Assert.False(File.Exists(JournalPath));
    }

    [Fact]
    public void Only_one_may_write()
    {
        using OutcomeJournal journal = OutcomeJournal.Open(JournalPath);
        Assert.Throws<JournalInUseException>(() => OutcomeJournal.Open(JournalPath));
    }

    private static PageOutcome Outcome(int number)
    {
        OcrPage page = new(number, "The tenant pays the rent.", "d.txt");
        return PageOutcome.Generated(page,
        [
            new SyntheticQuery("Who pays?", [new ToolCall("full_text_search", JsonValue.Object(("query", "rent")))], number)
            {
                Source = page.Source, Evidence = Evidence.At(page, 0, 10), AvailableTools = BuiltInTools.All,
            },
        ]) with { InputTokens = 30, OutputTokens = 4, Model = "m" };
    }
}
