using CsCheck;
using SynthGen.Documents;
using SynthGen.Documents.Shards;

namespace SynthGen.Core.Tests.Documents.Shards;

public sealed class PageShardsTests
{
    private static readonly Gen<OcrPage[]> Pages = Gen.Select(Gen.String[1, 8], Gen.Int[1, 40], (source, count) =>
        Enumerable.Range(1, count).Select(number => new OcrPage(number, $"text {number}", source)).ToArray()).Array[1, 6].Select(documents => documents.SelectMany(pages => pages).ToArray());

    [Fact]
    public void Each_page_is_in_one_shard_and_the_pages_keep_their_order() => Gen.Select(Pages, Gen.Int[1, 9]).Sample((pages, count) =>
    {
        OcrPage[][] shards = [.. Enumerable.Range(0, count).Select(index => Take(pages, index, count).Pages)];
        Assert.Equal(pages.Length, shards.Sum(shard => shard.Length));
        foreach (OcrPage[] shard in shards)
            Assert.Equal(shard.Select(PageKey.Of), pages.Where(page => PageShards.IndexOf(PageKey.Of(page), count) == Array.IndexOf(shards, shard)).Select(PageKey.Of));
    });

    [Theory]
    [InlineData(448, 8, 3)]
    [InlineData(10_000, 64, 4)]
    [InlineData(1_000, 3, 3)]
    public void Shards_of_a_document_are_even(int pages, int count, int most)
    {
        int[] sizes = [.. Enumerable.Range(1, pages).CountBy(number => PageShards.IndexOf(new PageKey("archive.txt", number, number, null), count)).Select(shard => shard.Value)];
        Assert.Equal(count, sizes.Length);
        Assert.InRange(sizes.Max() - sizes.Min(), 0, most);
    }

    [Fact]
    public void Shards_of_many_documents_of_one_page_are_about_even()
    {
        int[] sizes = [.. Enumerable.Range(1, 64_000).CountBy(document => PageShards.IndexOf(new PageKey($"scan-{document}.pdf", 1, 1, null), 64)).Select(shard => shard.Value)];
        Assert.InRange(sizes.Min(), 850, 1000);
        Assert.InRange(sizes.Max(), 1000, 1150);
    }

    // Another version that places pages otherwise would mix shards of two kinds.
    [Fact]
    public void A_page_is_in_the_same_shard_in_every_version() =>
        Assert.Equal([7, 4, 1, 6, 3, 0], Enumerable.Range(1, 6).Select(number => PageShards.IndexOf(new PageKey("archive.txt", number, number, null), 8)));

    [Fact]
    public void The_document_is_the_same_for_all_shards_and_another_if_a_word_or_a_name_is()
    {
        OcrPage[] pages = [new(1, "one", "a.txt"), new(2, "two", "a.txt")];
        string document = Take(pages, 0, 2).Shard.Document;
        Assert.Equal(document, Take(pages, 1, 2).Shard.Document);
        Assert.Equal(document, Take(pages, 4, 5).Shard.Document);
        foreach (OcrPage[] other in (OcrPage[][])[[pages[0]], [pages[1], pages[0]], [pages[0], new(2, "two.", "a.txt")], [pages[0], new(2, "two", "b.txt")], [pages[0], new(2, "two", "a.txt", label: "ii")]])
            Assert.NotEqual(document, Take(other, 0, 2).Shard.Document);
    }

    [Fact]
    public void A_shard_is_final_when_the_document_came_to_its_end()
    {
        using ShardSelection selection = new(0, 1);
        selection.Take(new OcrPage(1, "one"));
        Assert.False(selection.Shard.IsComplete);
        selection.Complete();
        Assert.Equal(new PageShard(0, 1) { Pages = 1, DocumentPages = 1, IsComplete = true, Document = selection.Shard.Document }, selection.Shard);
    }

    private static (PageShard Shard, OcrPage[] Pages) Take(OcrPage[] pages, int index, int count)
    {
        using ShardSelection selection = new(index, count);
        OcrPage[] own = [.. pages.Select(selection.Take).OfType<OcrPage>()];
        return (selection.Shard, own);
    }
}
