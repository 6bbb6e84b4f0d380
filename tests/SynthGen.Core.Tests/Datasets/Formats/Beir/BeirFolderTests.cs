using System.Text.Json;
using SynthGen.Datasets.Formats.Beir;
using SynthGen.Json;

namespace SynthGen.Core.Tests.Datasets.Formats.Beir;

public sealed class BeirFolderTests : IDisposable
{
    private readonly string _around = Directory.CreateTempSubdirectory("beir").FullName;

    private string Target => Path.Combine(_around, "set");

    public void Dispose() => Directory.Delete(_around, recursive: true);

    [Fact]
    public void Commit_RowsOfThreeSides_JudgesEachInItsOwnFile_AndEveryPageIsInTheCorpus()
    {
        OcrPage[] pages = [Page(1), Page(2), Page(3)];
        using BeirFolder folder = BeirFolder.Create(Target, mayReplace: true, pages);
        folder.Write(Row(1) with { Split = DatasetSplit.Train });
        folder.Write(Row(2) with { Split = DatasetSplit.Validation });
        folder.Write(Row(3));
        Assert.False(Directory.Exists(Target));
        folder.Commit();

        Assert.Equal(["a.txt#1", "a.txt#2", "a.txt#3"], Lines("corpus.jsonl").Select(line => line.GetProperty("_id").GetString()));
        Assert.Equal(["q 1", "q 2", "q 3"], Lines("queries.jsonl").Select(line => line.GetProperty("text").GetString()));
        Assert.Equal($"query-id\tcorpus-id\tscore\n{Row(1).Id}\ta.txt#1\t1\n", File.ReadAllText(Path.Combine(Target, "qrels", "train.tsv")));
        Assert.Equal($"query-id\tcorpus-id\tscore\n{Row(2).Id}\ta.txt#2\t1\n", File.ReadAllText(Path.Combine(Target, "qrels", "dev.tsv")));
        Assert.Equal($"query-id\tcorpus-id\tscore\n{Row(3).Id}\ta.txt#3\t1\n", File.ReadAllText(Path.Combine(Target, "qrels", "test.tsv")));
        Assert.Equal(["set"], Directory.EnumerateFileSystemEntries(_around).Select(Path.GetFileName));
    }

    [Fact]
    public void Write_AConversationOverTwoPages_JudgesBoth_AndOneWithoutPagesIsRefused()
    {
        using BeirFolder folder = BeirFolder.Create(Target, mayReplace: true, [Page(1), Page(2)]);
        ToolConversation talk = new([ConversationMessage.User("both?")]) { Source = "a.txt", Pages = [new(2), new(1)] };
        folder.Write(talk);
        Assert.Throws<NotSupportedException>(() => folder.Write(talk with { Pages = [] }));
        Assert.Throws<NotSupportedException>(() => folder.Write(Row(9)));
        Assert.Throws<NotSupportedException>(() => folder.Write(talk));
        folder.Commit();

        Assert.Equal($"query-id\tcorpus-id\tscore\n{talk.Id}\ta.txt#2\t1\n{talk.Id}\ta.txt#1\t1\n", File.ReadAllText(Path.Combine(Target, "qrels", "test.tsv")));
        Assert.Equal(1, folder.Rows);
    }

    [Fact]
    public void Create_AFolderWithOtherFiles_IsRefused_AndAnEarlierSetStaysUntilCommit()
    {
        using (BeirFolder first = BeirFolder.Create(Target, mayReplace: true, [Page(1)]))
        {
            first.Write(Row(1));
            first.Commit();
        }

        using (BeirFolder second = BeirFolder.Create(Target, mayReplace: true, [Page(1), Page(2)]))
        {
            second.Write(Row(2));
            second.Discard();
        }

        Assert.Single(Lines("corpus.jsonl"));
        Assert.Throws<IOException>(() => BeirFolder.Create(Target, mayReplace: false, [Page(1)]));
        using (BeirFolder third = BeirFolder.Create(Target, mayReplace: true, [Page(1), Page(2)]))
        {
            third.Write(Row(2));
            third.Commit();
        }

        Assert.Equal(2, Lines("corpus.jsonl").Length);
        File.WriteAllText(Path.Combine(Target, "mine.txt"), "keep");
        Assert.Throws<IOException>(() => BeirFolder.Create(Target, mayReplace: true, [Page(1)]));
        Assert.Equal("keep", File.ReadAllText(Path.Combine(Target, "mine.txt")));
        Assert.Equal(["set"], Directory.EnumerateFileSystemEntries(_around).Select(Path.GetFileName));
    }

    [Fact]
    public void Create_SourcesWithTabsAndEqualOrdinals_GetIdsThatFitTheTable()
    {
        using BeirFolder folder = BeirFolder.Create(Target, mayReplace: true, [new OcrPage(1, "x", "a\tb"), new OcrPage(2, "y", "a b", ordinal: 1)]);
        folder.Commit();

        Assert.Equal(["a b#1", "a b#1-2"], Lines("corpus.jsonl").Select(line => line.GetProperty("_id").GetString()));
    }

    private static OcrPage Page(int number) => new(number, $"text {number}", "a.txt");

    private static SyntheticQuery Row(int page) => new($"q {page}", [new ToolCall("t", JsonValue.Object(("query", "x")))], page) { Source = "a.txt" };

    private JsonElement[] Lines(string name) => [.. File.ReadLines(Path.Combine(Target, name)).Select(line => JsonDocument.Parse(line).RootElement)];
}
