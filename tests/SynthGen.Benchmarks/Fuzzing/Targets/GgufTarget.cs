using SynthGen.Llama;
using SynthGen.Llama.Tests;

namespace SynthGen.Benchmarks.Fuzzing.Targets;

/// <summary>Headers of models.</summary>
internal sealed class GgufTarget : FuzzTarget
{
    private const string File = "fuzz.gguf";

    public override string Name => "gguf";

    public override IReadOnlyList<byte[]> Samples { get; } = [Build()];

    public override IReadOnlyList<byte[]> Pieces { get; } = Bytes(["GGUF", "llama.", "tokenizer.ggml.tokens", "\u0009\0\0\0\u0009\0\0\0", "\u0008\0\0\0", "split.count"]);

    public override bool KeepsLength => true;

    public override bool Run(byte[] input)
    {
        try
        {
            GgufFile.Check(GgufHeader.Read(new MemoryStream(input)));
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static byte[] Build()
    {
        GgufWriter model = new();
        model.Add("general.architecture", "llama");
        model.Add("llama.block_count", 1);
        model.Add("llama.embedding_length", 8);
        model.Add("llama.context_length", 64);
        model.Add("llama.feed_forward_length", 16);
        model.Add("llama.attention.head_count", 2);
        model.Add("llama.attention.head_count_kv", [1]);
        model.Add("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        model.Add("tokenizer.ggml.tokens", ["<s>", "</s>", "a", "b"]);
        model.Add("tokenizer.ggml.scores", [0f, 0f, 1f, 2f]);
        model.Add("tokenizer.ggml.token_type", [3, 3, 1, 1]);
        model.Add("tokenizer.chat_template", "{% for message in messages %}{% endfor %}");
        model.Add("tokenizer.ggml.add_bos_token", true);
        model.AddTensor("token_embd.weight", 8, 4, _ => new float[8]);
        model.AddTensor("output_norm.weight", 8, 0, _ => new float[8]);
        model.Save(File);
        return System.IO.File.ReadAllBytes(File);
    }
}
