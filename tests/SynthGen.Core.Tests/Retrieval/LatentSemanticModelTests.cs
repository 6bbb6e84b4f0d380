using SynthGen.Retrieval;
using SynthGen.Retrieval.Semantics;
using SynthGen.Text;

namespace SynthGen.Core.Tests.Retrieval;

public sealed class LatentSemanticModelTests
{
    // "lessee" and "tenant" never share a page, but both occur with "pays", "rent" and "lease".
    private static readonly string[] Pages =
    [
        "The lessee pays rent under the lease every month.",
        "The tenant pays rent under the lease in advance.",
        "The lease says that rent falls due at noon.",
        "The generator failed and the transfer switch burned.",
        "The switch of the generator was never tested.",
        "A generator needs oil, and a switch needs testing.",
    ];

    [Fact]
    public async Task Words_that_keep_the_same_company_are_alike()
    {
        (LatentSemanticModel model, VectorSet set) = await TrainAsync(Pages);
        IReadOnlyList<RowScore> found = await FindAsync(model, set, "tenant");
        Assert.Equal([1, 0], found.Take(2).Select(hit => hit.Row));
        Assert.True(found[1].Score > 2 * found[2].Score, string.Join(", ", found));
    }

    [Theory]
    [InlineData("generators")]
    [InlineData("geneiator")]
    [InlineData("GÉNÉRATOR")]
    [InlineData("gene-\nrator")]
    public async Task Misread_and_broken_words_still_meet_their_kin(string query)
    {
        (LatentSemanticModel model, VectorSet set) = await TrainAsync(Pages);
        Assert.Equal([3, 4, 5], (await FindAsync(model, set, query)).Take(3).Select(hit => hit.Row).Order());
    }

    [Fact]
    public async Task A_script_without_spaces_is_compared_by_its_characters()
    {
        (LatentSemanticModel model, VectorSet set) = await TrainAsync(["契約書の家賃", "発電機の試験", "家賃の支払い", "発電機の油"]);
        Assert.Equal([0, 2], (await FindAsync(model, set, "家賃")).Take(2).Select(hit => hit.Row).Order());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t…—")]
    [InlineData("xylophone")]
    [InlineData("\uD800 \0")]
    public async Task What_the_document_does_not_know_finds_nothing(string query)
    {
        (LatentSemanticModel model, VectorSet set) = await TrainAsync(Pages);
        Assert.Empty(await FindAsync(model, set, query));
    }

    [Fact]
    public void A_model_that_was_read_back_embeds_the_same_bits()
    {
        LatentSemanticModel model = LatentSemanticTrainer.Train(Pages.Length, Pages, default);
        byte[] bytes = LatentSemanticFile.Write(model);
        Assert.Equal(bytes, LatentSemanticFile.Write(LatentSemanticTrainer.Train(Pages.Length, Pages, default)));
        LatentSemanticModel again = LatentSemanticFile.Read(bytes);
        FeatureCounter counter = new();
        Assert.All(Pages, page => Assert.Equal(model.Embed(counter.Count(page)), again.Embed(counter.Count(page))));
        Assert.Throws<InvalidDataException>(() => LatentSemanticFile.Read(bytes.AsSpan(0, bytes.Length - 1)));
        Assert.Throws<InvalidDataException>(() => LatentSemanticFile.Read([]));
    }

    [Fact]
    public async Task One_page_or_none_is_enough()
    {
        (LatentSemanticModel model, VectorSet set) = await TrainAsync(["The lessee pays rent."]);
        Assert.Equal(0, Assert.Single(await FindAsync(model, set, "rent")).Row);
        Assert.Equal(1, LatentSemanticTrainer.Train(0, [], default).Dimensions);
    }

    [Theory]
    [InlineData("leases", "lease")]
    [InlineData("parties", "party")]
    [InlineData("bus", "bus")]
    [InlineData("address", "address")]
    [InlineData("goes", "goes")]
    [InlineData("ties", "ty")]
    public void Plurals_lose_their_ending(string word, string stem)
    {
        (int length, char last) = PluralStem.Of(word);
        Assert.Equal(stem, last == '\0' ? word[..length] : word[..(length - 1)] + last);
    }

    private static async Task<(LatentSemanticModel Model, VectorSet Set)> TrainAsync(string[] pages)
    {
        LatentSemanticModel model = LatentSemanticTrainer.Train(pages.Length, pages, default);
        return (model, new VectorSet(model.Dimensions, [.. (await model.EmbedAsync(pages, EmbeddingUse.Page, default)).Select((vector, i) => new PageVector(i, vector))]));
    }

    private static async Task<IReadOnlyList<RowScore>> FindAsync(LatentSemanticModel model, VectorSet set, string query) =>
        set.Find((await model.EmbedAsync([query], EmbeddingUse.Query, default))[0], Pages.Length);
}
