using SynthGen.Models;
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
        using ITextEmbedder single = new OnnxEmbedderFactory().Create(null, threads: 1);
        IReadOnlyList<float[]> together = await model.Encoder.EmbedAsync(texts, EmbeddingUse.Page, Token);
        for (int i = 0; i < texts.Length; i++)
            Assert.Equal(together[i], (await single.EmbedAsync([texts[i]], EmbeddingUse.Query, Token))[0]);
    }

    [Fact]
    public async Task A_text_without_words_has_a_zero_vector() =>
        Assert.All((await model.Encoder.EmbedAsync(["", " \n"], EmbeddingUse.Page, Token)).SelectMany(vector => vector), value => Assert.Equal(0, value));

    [Fact]
    public void A_long_page_is_divided_into_itself_and_passages()
    {
        string page = string.Join(' ', Enumerable.Repeat("The tenant pays the rent.", 100));
        IReadOnlyList<string> texts = model.Encoder.Divide(page);
        Assert.Equal(page, texts[0]);
        Assert.Equal(5, texts.Count);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said_so()
    {
        LocalModelException error = Assert.Throws<LocalModelException>(() => new OnnxEmbedderFactory().Create(Path.Combine(Path.GetTempPath(), "no such model"), null));
        Assert.Equal(LocalModelError.NotFound, error.Fault);
    }

    [Fact]
    public void A_folder_with_a_damaged_model_is_said_so()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "model.onnx"), "not a model");
            File.WriteAllLines(Path.Combine(folder.FullName, "vocab.txt"), ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a"]);
            LocalModelException error = Assert.Throws<LocalModelException>(() => new OnnxEmbedderFactory().Create(folder.FullName, null));
            Assert.Equal(LocalModelError.NotSupported, error.Fault);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double Dot(float[] one, float[] other) => one.Zip(other, (a, b) => (double)a * b).Sum();

    public sealed class BuiltIn : IDisposable
    {
        internal ITextEmbedder Encoder { get; } = new OnnxEmbedderFactory().Create(null, null);

        public void Dispose() => Encoder.Dispose();
    }
}
