using SynthGen.Models;
using SynthGen.Retrieval;

namespace SynthGen.Onnx.Tests;

public sealed class ModelFolderTests : IDisposable
{
    private static readonly string[] Words = ["rent", "tenant", "roof", "the", "leaks", "pays", "query"];

    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("model.onnx", 5)]
    [InlineData("onnx/model.onnx", 48)]
    public async Task A_model_of_any_size_is_found_where_models_have_it(string weights, int dimensions)
    {
        TinyEncoder.Write(_folder, Words, dimensions, 1, weights);
        using ITextEmbedder encoder = Load();
        float[][] vectors = await Embed(encoder, "the roof leaks", "The ROOF\nleaks", "the tenant pays rent", "");
        Assert.All(vectors, vector => Assert.Equal(dimensions, vector.Length));
        Assert.Equal(vectors[0], vectors[1]);
        Assert.NotEqual(vectors[0], vectors[2]);
        Assert.Equal(1, vectors[0].Sum(value => value * value), 5);
        Assert.All(vectors[3], value => Assert.Equal(0, value));
    }

    [Fact]
    public async Task Its_settings_choose_the_first_token()
    {
        TinyEncoder.Write(_folder, Words, 8, 1);
        Write("1_Pooling/config.json", """{ "pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false }""");
        using ITextEmbedder encoder = Load();

        // The table gives the first token the same vector in all texts.
        float[][] vectors = await Embed(encoder, "the roof leaks", "rent");
        Assert.Equal(vectors[0], vectors[1]);
    }

    [Fact]
    public async Task Its_settings_limit_what_it_reads_and_the_passages()
    {
        TinyEncoder.Write(_folder, Words, 8, 1);
        Write("config.json", """{ "max_position_embeddings": 512, "hidden_size": 8 }""");
        Write("sentence_bert_config.json", """{ "max_seq_length": 32 }""");
        using ITextEmbedder encoder = Load();
        IReadOnlyList<string> passages = encoder.Divide(string.Join(' ', Enumerable.Repeat("rent", 31)));
        Assert.Equal([30, 7], passages.Select(passage => passage.Split(' ').Length));
        string most = string.Join(' ', Enumerable.Repeat("rent", 30));
        float[][] vectors = await Embed(encoder, most, most + " roof");
        Assert.Equal(vectors[0], vectors[1]);
        Assert.EndsWith("mean of 32, passages 30/6", encoder.Name);
    }

    [Fact]
    public async Task Its_prompts_stand_before_queries_and_pages()
    {
        TinyEncoder.Write(_folder, Words, 8, 1);
        using ITextEmbedder plain = Load();
        Write("config_sentence_transformers.json", """{ "prompts": { "query": "query: ", "document": "" } }""");
        using ITextEmbedder prompted = Load();
        Assert.Equal((await Embed(plain, "query: rent"))[0], (await prompted.EmbedAsync(["rent"], EmbeddingUse.Query, TestContext.Current.CancellationToken))[0]);
        Assert.Equal((await Embed(plain, "rent"))[0], (await Embed(prompted, "rent"))[0]);
        Assert.NotEqual(plain.Name, prompted.Name);
    }

    [Fact]
    public void Its_name_changes_with_weights_and_tokenizer_and_not_with_the_place()
    {
        TinyEncoder.Write(_folder, Words, 8, 1);
        string name = NameOf(_folder);
        Assert.NotEqual(name, NameOf(_folder, seed: 2));
        Assert.NotEqual(name, NameOf(_folder, words: [.. Words.Reverse()]));
        string other = Path.Combine(_folder, "other place 0123456789abcdef, x");
        Assert.Equal(name, NameOf(other, seed: 1));
        using ITextEmbedder encoder = new OnnxEmbedderFactory().Create(other, other);
        Assert.Equal(other, EncoderName.TryParse(encoder.Name)!.Reference);
    }

    [Theory]
    [InlineData("1_Pooling/config.json", """{ "pooling_mode_max_tokens": true }""", LocalModelError.NotSupported)]
    [InlineData("modules.json", """[ { "type": "sentence_transformers.models.Dense" } ]""", LocalModelError.NotSupported)]
    [InlineData("config.json", "{ broken", LocalModelError.BadFile)]
    [InlineData("tokenizer.json", """{ "model": { "type": "BPE" } }""", LocalModelError.NotSupported)]
    [InlineData("model.onnx", "not a model", LocalModelError.NotSupported)]
    public void What_it_cannot_be_used_for_is_said(string file, string content, LocalModelError fault)
    {
        TinyEncoder.Write(_folder, Words, 8, 1);
        Write(file, content);
        Assert.Equal(fault, Assert.Throws<LocalModelException>(Load).Fault);
    }

    [Fact]
    public void A_folder_without_weights_or_none_is_said_so()
    {
        Assert.Equal(LocalModelError.NotFound, Assert.Throws<LocalModelException>(Load).Fault);
        Assert.Equal(LocalModelError.NotFound, Assert.Throws<LocalModelException>(() => new OnnxEmbedderFactory().Create(Path.Combine(_folder, "none"), "none")).Fault);
    }

    private static async Task<float[][]> Embed(ITextEmbedder encoder, params string[] texts) =>
        [.. await encoder.EmbedAsync(texts, EmbeddingUse.Page, TestContext.Current.CancellationToken)];

    private static string NameOf(string folder, int seed = 1, string[]? words = null)
    {
        TinyEncoder.Write(folder, words ?? Words, 8, seed);
        using ITextEmbedder encoder = new OnnxEmbedderFactory().Create(folder, folder);
        return EncoderName.TryParse(encoder.Name)!.Fingerprint;
    }

    private ITextEmbedder Load() => new OnnxEmbedderFactory().Create(_folder, "tiny");

    private void Write(string file, string content)
    {
        string path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
