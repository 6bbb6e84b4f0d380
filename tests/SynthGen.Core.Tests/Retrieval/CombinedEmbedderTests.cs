using SynthGen.Retrieval;
using SynthGen.Retrieval.Semantics;

namespace SynthGen.Core.Tests.Retrieval;

public sealed class CombinedEmbedderTests
{
    private static readonly string[] Pages =
        ["The tenant pays the rent each month.", "The landlord mends the roof and the walls.", "Rent is due on the first of the month.", "A volcano erupted in the night."];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_cosine_is_the_weighted_mean_of_both_models()
    {
        LatentSemanticModel document = LatentSemanticTrainer.Train(Pages.Length, Pages, Token);
        LengthEmbedder language = new();
        using CombinedEmbedder both = new(language, document);
        string[] texts = ["the rent of the tenant", Pages[0]];
        Assert.Equal(
            .7 * Cosine(await language.EmbedAsync(texts, EmbeddingUse.Page, Token)) + .3 * Cosine(await document.EmbedAsync(texts, EmbeddingUse.Page, Token)),
            Cosine(await both.EmbedAsync(texts, EmbeddingUse.Page, Token)), 5);
    }

    [Fact]
    public async Task A_text_that_one_model_does_not_know_is_compared_by_the_other()
    {
        using CombinedEmbedder both = new(new LengthEmbedder(), LatentSemanticTrainer.Train(Pages.Length, Pages, Token));
        IReadOnlyList<float[]> vectors = await both.EmbedAsync(["0", "\u4E2D", ""], EmbeddingUse.Query, Token);
        Assert.True(Cosine([vectors[0], vectors[1]]) > .9);
        Assert.All(vectors[2], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Its_name_is_that_of_both_and_its_passages_are_the_languages()
    {
        using CombinedEmbedder both = new(new LengthEmbedder(), LatentSemanticTrainer.Train(Pages.Length, Pages, Token));
        Assert.Equal("length, synthgen-lsa-1", both.Name);
        Assert.Equal(["one", "two"], both.Divide("one two"));
    }

    [Theory]
    [InlineData("owner/name 0123456789abcdef, WordPiece 0, mean of 512, passages 220/40", "owner/name", "0123456789abcdef, WordPiece 0, mean of 512, passages 220/40")]
    [InlineData("/a b/0123456789abcdef, x 0123456789abcdef, y", "/a b/0123456789abcdef, x", "0123456789abcdef, y")]
    public void The_name_of_an_encoder_says_where_it_is_and_what_it_is(string text, string reference, string fingerprint)
    {
        Assert.Equal(new EncoderName(reference, fingerprint), EncoderName.TryParse(text));
        Assert.Equal(text, new EncoderName(reference, fingerprint).ToString());
        Assert.Null(EncoderName.TryParse("text-embedding-3-small"));
    }

    private static double Cosine(IReadOnlyList<float[]> pair) => Dot(pair[0], pair[1]) / Math.Sqrt(Dot(pair[0], pair[0]) * Dot(pair[1], pair[1]));

    private static double Dot(float[] one, float[] other) => one.Zip(other, (a, b) => (double)a * b).Sum();

    private sealed class LengthEmbedder : ITextEmbedder
    {
        public string Name => "length";

        public IReadOnlyList<string> Divide(string page) => page.Split(' ');

        public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, EmbeddingUse use, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<float[]>>([.. texts.Select(text => text.Length == 0 ? new float[2] : [1, text.Length / 10f])]);

        public void Dispose()
        {
        }
    }
}
