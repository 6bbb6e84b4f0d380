using SynthGen.Retrieval;

namespace SynthGen.Onnx.Tests;

public sealed class SentenceEncoderTests(SentenceEncoderTests.BuiltIn model) : IClassFixture<SentenceEncoderTests.BuiltIn>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void The_built_in_model_has_the_tokens_of_the_reference()
    {
        // The ids that the tokenizer of bert-base-uncased gives; a line end separates words as a blank does.
        WordPieces pieces = new(new BuiltInModel());
        Assert.Equal([101, 1996, 16713, 12778, 1996, 9278, 1012, 102], pieces.Encode("The tenant pays\nthe rent.", 512));
        Assert.Equal(pieces.Encode("Cafe resume office", 512), pieces.Encode("Cafe\u0301 résumé oﬃce", 512));
    }

    [Fact]
    public async Task Sentences_of_like_meaning_are_nearer_than_others()
    {
        IReadOnlyList<float[]> vectors = await model.Encoder.EmbedAsync(
            ["The tenant must pay the rent each month.", "Every month the lessee owes money to the owner.", "The volcano erupted at night."], EmbeddingUse.Page, Token);
        Assert.All(vectors, vector => Assert.Equal(384, vector.Length));
        Assert.All(vectors, vector => Assert.Equal(1, Dot(vector, vector), 5));
        Assert.True(Dot(vectors[0], vectors[1]) > 3 * Dot(vectors[0], vectors[2]), $"{Dot(vectors[0], vectors[1])} {Dot(vectors[0], vectors[2])}");
    }

    [Fact]
    public async Task A_vector_depends_on_its_text_alone()
    {
        string[] texts = [.. Enumerable.Range(1, 20).Select(i => string.Join(' ', Enumerable.Repeat($"Clause {i} binds the heirs.", i)))];
        using ITextEmbedder single = SentenceEncoder.Load(new BuiltInModel(), threads: 1);
        IReadOnlyList<float[]> together = await model.Encoder.EmbedAsync(texts, EmbeddingUse.Page, Token);
        for (int i = 0; i < texts.Length; i++)
            Assert.Equal(together[i], (await single.EmbedAsync([texts[i]], EmbeddingUse.Query, Token))[0]);
    }

    [Fact]
    public async Task A_text_without_words_has_a_zero_vector() =>
        Assert.All((await model.Encoder.EmbedAsync(["", " \n"], EmbeddingUse.Page, Token)).SelectMany(vector => vector), value => Assert.Equal(0, value));

    [Fact]
    public void A_long_page_is_divided_into_passages_and_a_short_one_is_whole()
    {
        const string clause = "The tenant pays the rent.";
        Assert.Equal(4, model.Encoder.Divide(string.Join(' ', Enumerable.Repeat(clause, 100))).Count);
        Assert.Equal([clause], model.Encoder.Divide(clause));
        Assert.Equal([""], model.Encoder.Divide(""));
    }

    [Fact]
    public void Its_name_says_the_weights_the_tokenizer_and_the_passages() =>
        Assert.Equal("all-MiniLM-L6-v2 4a64cee3d4134bbd, WordPiece b49e8087, mean of 512, passages 220/40", model.Encoder.Name);

    private static double Dot(float[] one, float[] other) => one.Zip(other, (a, b) => (double)a * b).Sum();

    public sealed class BuiltIn : IDisposable
    {
        internal ITextEmbedder Encoder { get; } = new OnnxEmbedderFactory().Create();

        public void Dispose() => Encoder.Dispose();
    }
}
