using System.Text;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using SynthGen.Datasets.Review;
using SynthGen.Files;

namespace SynthGen.Core.Tests.Datasets.Review;

/// <summary>The file of a reviewer's decisions.</summary>
public sealed class ReviewFileTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<ReviewDecision> AnyDecision = Gen.Select(
        SampleRows.AnyText.Where(id => id.Length > 0), Gen.Enum<ReviewStatus>(), Gen.OneOf(SampleRows.Any.Select(row => (DatasetRow)row), Gen.Const((DatasetRow)SampleConversations.Plain)),
        Gen.Null(SampleRows.AnyText), SampleRows.AnyText,
        (id, status, row, note, reviewer) => new ReviewDecision(id, status, reviewer, default) { Row = status == ReviewStatus.Edited ? row : null, Note = note });

    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;
    private readonly FakeTimeProvider _time = new(Noon);

    private string Path => System.IO.Path.Combine(_folder, "d.review.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Any_decision_reads_back_as_it_was_written() => AnyDecision.Array[1, 6].Sample(decisions =>
    {
        File.Delete(Path);
        ReviewDecision[] written;
        using (ReviewFile file = ReviewFile.Open(Path, _time))
            written = [.. decisions.Select(file.Append)];
        Assert.Equal(written.Select(Facts), ReviewReader.Read(Path).Select(entry => Facts(entry.Decision!)));
    }, iter: 200, threads: 1);

    // A killed process leaves the beginning of the file.
    [Fact]
    public void Whatever_is_cut_off_the_end_the_lines_before_are_kept_and_the_next_decision_follows_them() => Gen.Select(AnyDecision.Array[1, 4], Gen.Double[0, 1]).Sample((decisions, share) =>
    {
        File.Delete(Path);
        using (ReviewFile file = ReviewFile.Open(Path, _time))
            Array.ForEach(decisions, decision => file.Append(decision));
        byte[] whole = File.ReadAllBytes(Path);
        byte[] cut = whole[..(int)(whole.Length * share)];
        File.WriteAllBytes(Path, cut);
        int lines = cut.Count(b => b == '\n');
        int readable = ReviewReader.Read(Path).Count(entry => entry.Decision is not null);
        Assert.InRange(readable, lines, lines + 1);
        Assert.DoesNotContain(ReviewReader.Read(Path), entry => entry.Decision is null && !entry.IsTorn);

        using (ReviewFile file = ReviewFile.Open(Path, _time))
            file.Append(new ReviewDecision("last", ReviewStatus.Accepted, "", default));
        ReviewEntry[] after = [.. ReviewReader.Read(Path)];
        Assert.Equal(readable + 1, after.Length);
        Assert.Equal("last", after[^1].Decision!.Id);
        Assert.EndsWith("\n", File.ReadAllText(Path));
    }, iter: 200, threads: 1);

    [Fact]
    public void Any_bytes_are_read_without_an_exception() => Gen.Byte.Array[0, 400].Sample(bytes =>
    {
        File.WriteAllBytes(Path, bytes);
        Assert.All(ReviewReader.Read(Path), entry => Assert.True(entry.Decision is null != entry.Problem is null));
    }, iter: 300, threads: 1);

    [Theory]
    [InlineData("""{"id":"1","decision":"accepted","reviewer":"","time":"2026-01-31T12:00:00Z"}""", "decision")]
    [InlineData("""{"id":"1","decision":"1","reviewer":"","time":"2026-01-31T12:00:00Z"}""", "decision")]
    [InlineData("""{"id":"1","decision":"Accepted, Rejected","reviewer":"","time":"2026-01-31T12:00:00Z"}""", "decision")]
    [InlineData("""{"id":"","decision":"Accepted","reviewer":"","time":"2026-01-31T12:00:00Z"}""", "id")]
    [InlineData("""{"id":"1","decision":"Accepted","reviewer":""}""", "time")]
    [InlineData("""{"id":"1","decision":"Accepted","reviewer":"","time":"noon"}""", "time")]
    [InlineData("""{"id":"1","decision":"Edited","reviewer":"","time":"2026-01-31T12:00:00Z"}""", "row")]
    [InlineData("""{"id":"1","decision":"Edited","row":{"query":"q"},"reviewer":"","time":"2026-01-31T12:00:00Z"}""", "tools")]
    [InlineData("""["id"]""", "object")]
    [InlineData("""{"id":"1"} {"id":"2"}""", "")]
    public void A_line_that_is_no_decision_says_what_is_wrong(string line, string named)
    {
        File.WriteAllText(Path, line + "\n");
        ReviewEntry entry = Assert.Single(ReviewReader.Read(Path));
        Assert.Null(entry.Decision);
        Assert.Contains(named, entry.Problem);
    }

    [Fact]
    public void A_clock_that_is_set_back_does_not_change_which_decision_is_the_last()
    {
        using (ReviewFile file = ReviewFile.Open(Path, _time))
            file.Append(new ReviewDecision("1", ReviewStatus.Accepted, "ann", default));
        using (ReviewFile file = ReviewFile.Open(Path, new FakeTimeProvider(Noon.AddDays(-3))))
            file.Append(new ReviewDecision("1", ReviewStatus.Rejected, "ann", default));
        ReviewBook book = new();
        foreach (ReviewEntry entry in ReviewReader.Read(Path).Reverse())
            book.Add(entry.Decision!);
        Assert.Equal(ReviewStatus.Rejected, book.Find("1")!.Decision);
    }

    [Fact]
    public void Two_processes_do_not_write_one_file()
    {
        using ReviewFile first = ReviewFile.Open(Path);
        Assert.Throws<FileInUseException>(() => ReviewFile.Open(Path));
    }

    [Theory]
    [InlineData("my own notes\n")]
    [InlineData("""{"query":"q","tools":[],"page":1}""" + "\n")]
    public void A_file_of_something_else_stays_as_it_is(string content)
    {
        File.WriteAllText(Path, content);
        Assert.Throws<InvalidDataException>(() => ReviewFile.Open(Path));
        Assert.Equal(content, File.ReadAllText(Path));
        Assert.Equal([Path], Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_another_program_changes_is_not_written_over(bool isReplaced)
    {
        using ReviewFile file = ReviewFile.Open(Path, _time);
        file.Append(new ReviewDecision("1", ReviewStatus.Accepted, "", default));
        if (isReplaced)
            File.Delete(Path);
        else
            File.AppendAllText(Path, "more\n");
        string? now = isReplaced ? null : File.ReadAllText(Path);
        Assert.Throws<ReviewNotWrittenException>(() => file.Append(new ReviewDecision("2", ReviewStatus.Accepted, "", default)));
        Assert.Null(file.Book.Find("2"));
        Assert.Equal(now, isReplaced ? null : File.ReadAllText(Path));
    }

    [Fact]
    public void A_file_begins_with_the_first_decision_and_ends_without_its_lock()
    {
        using (ReviewFile file = ReviewFile.Open(Path, _time))
            Assert.False(File.Exists(Path));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_line_has_the_members_in_their_order()
    {
        using (ReviewFile file = ReviewFile.Open(Path, _time))
            file.Append(new ReviewDecision("1", ReviewStatus.Edited, "ann", default) { Row = new SyntheticQuery("q", [], 1) { Id = "2" }, Note = "a \"note\"" });
        Assert.Equal(
            """{"id":"1","decision":"Edited","row":{"query":"q","tools":[],"page":1,"id":"2"},"note":"a \"note\"","reviewer":"ann","time":"2026-01-31T12:00:00.000Z"}""" + "\n",
            File.ReadAllText(Path));
    }

    private static string Facts(ReviewDecision decision) =>
        $"{decision.Id}|{decision.Decision}|{decision.Reviewer}|{decision.Note ?? "null"}|{decision.Time:O}|{(decision.Row is null ? "" : Encoding.UTF8.GetString(SynthGen.Rows.CanonicalLine.Of(decision.Row)))}";
}
