using System.Globalization;

namespace SynthGen.Llama.Tests;

/// <summary>
/// A model of llama architecture with random weights, a tokenizer that falls back to bytes, and Mistral's special tokens.
/// Its text is noise; a grammar turns it into JSON. Its biases favour ends of strings and avoid bytes that are not text.
/// </summary>
/// <param name="Layers">The number of layers.</param>
/// <param name="Width">The width of the embedding; a multiple of 64.</param>
/// <param name="Inner">The width of the feed-forward part.</param>
/// <param name="Vocabulary">The number of tokens.</param>
internal sealed record TestModel(int Layers = 2, int Width = 64, int Inner = 128, int Vocabulary = 500)
{
    /// <summary>
    /// The template published with Mistral-7B-Instruct-v0.3, without its parts for tools.
    /// </summary>
    public const string MistralTemplate = """
        {%- if messages[0]["role"] == "system" %}
            {%- set system_message = messages[0]["content"] %}
            {%- set loop_messages = messages[1:] %}
        {%- else %}
            {%- set loop_messages = messages %}
        {%- endif %}

        {{- bos_token }}
        {%- for message in loop_messages %}
            {%- if message["role"] == "user" %}
                {%- if loop.last and system_message is defined %}
                    {{- "[INST] " + system_message + "\n\n" + message["content"] + "[/INST]" }}
                {%- else %}
                    {{- "[INST] " + message["content"] + "[/INST]" }}
                {%- endif %}
            {%- elif message["role"] == "assistant" %}
                {{- " " + message["content"]|trim + eos_token}}
            {%- endif %}
        {%- endfor %}
        """;

    /// <summary>A template of another family, ChatML.</summary>
    public const string ChatMLTemplate =
        "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n'}}{% endfor %}"
        + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    private const int Head = 64, Normal = 1, Control = 3, User = 4, Byte = 6;
    private const float Steady = 8;

    private static readonly string[] SpecialTokens = ["<s>", "</s>", "[INST]", "[/INST]", "<|im_start|>", "<|im_end|>"];

    public string Architecture { get; init; } = "llama";

    public string? Template { get; init; } = MistralTemplate;

    public uint Context { get; init; } = 32768;

    /// <summary>More entries for the header.</summary>
    public Dictionary<string, uint> Extra { get; init; } = [];

    /// <summary>More tokens, of the type that the vocabulary calls user-defined.</summary>
    public IReadOnlyList<string> UserDefined { get; init; } = [];

    /// <summary>Writes the file.</summary>
    public string Save(string path)
    {
        List<(string Text, float Score, int Type)> tokens = Tokens();
        GgufWriter file = new();
        file.Add("general.architecture", Architecture);
        file.Add("general.name", "Random");
        file.Add($"{Architecture}.vocab_size", (uint)tokens.Count);
        file.Add($"{Architecture}.context_length", Context);
        file.Add($"{Architecture}.embedding_length", (uint)Width);
        file.Add($"{Architecture}.block_count", (uint)Layers);
        file.Add($"{Architecture}.feed_forward_length", (uint)Inner);
        file.Add($"{Architecture}.attention.head_count", (uint)(Width / Head));
        file.Add($"{Architecture}.attention.head_count_kv", (uint)(Width / Head));
        file.Add($"{Architecture}.rope.dimension_count", (uint)Head);
        file.Add($"{Architecture}.attention.layer_norm_rms_epsilon", 1e-5f);
        file.Add("tokenizer.ggml.model", "llama");
        file.Add("tokenizer.ggml.tokens", [.. tokens.Select(token => token.Text)]);
        file.Add("tokenizer.ggml.scores", [.. tokens.Select(token => token.Score)]);
        file.Add("tokenizer.ggml.token_type", [.. tokens.Select(token => token.Type)]);
        file.Add("tokenizer.ggml.unknown_token_id", 0u);
        file.Add("tokenizer.ggml.bos_token_id", 1u);
        file.Add("tokenizer.ggml.eos_token_id", 2u);
        file.Add("tokenizer.ggml.add_bos_token", true);
        foreach ((string name, uint value) in Extra)
            file.Add(name, value);
        if (Template is not null)
            file.Add("tokenizer.chat_template", Template);
        AddTensors(file, [.. tokens.Select(token => Lean(token.Text))]);
        file.Save(path);
        return path;
    }

    private void AddTensors(GgufWriter file, float[] lean)
    {
        Random random = new(7);
        float[] ones = [.. Enumerable.Repeat(1f, Width)];

        // The first number of every embedding is the same, so its factor in the output layer is the token's bias.
        file.AddTensor("token_embd.weight", Width, lean.Length, _ => WithFirst(Row(random, Width, 1), Steady));
        for (int layer = 0; layer < Layers; layer++)
        {
            foreach ((string name, int width, int height) in new[]
            {
                ("attn_q", Width, Width), ("attn_k", Width, Width), ("attn_v", Width, Width), ("attn_output", Width, Width),
                ("ffn_gate", Width, Inner), ("ffn_up", Width, Inner), ("ffn_down", Inner, Width),
            })
            {
                file.AddTensor($"blk.{layer}.{name}.weight", width, height, _ => Row(random, width, .5f / MathF.Sqrt(width)));
            }

            file.AddTensor($"blk.{layer}.attn_norm.weight", Width, 0, _ => ones);
            file.AddTensor($"blk.{layer}.ffn_norm.weight", Width, 0, _ => ones);
        }

        file.AddTensor("output_norm.weight", Width, 0, _ => ones);
        file.AddTensor("output.weight", Width, lean.Length, token => WithFirst(Row(random, Width, 2 / MathF.Sqrt(Width)), lean[token]));
    }

    private static float Lean(string token) => token switch
    {
        "\"" => .7f,
        "{" => .7f,
        ['<', '0', 'x', >= '8', ..] => -2,
        "</s>" => .5f,
        "," => -.3f,
        _ => 0,
    };

    private static float[] Row(Random random, int width, float deviation)
    {
        // Uniform, with the given standard deviation.
        float[] row = new float[width];
        for (int i = 0; i < width; i++)
            row[i] = (random.NextSingle() - .5f) * 3.46f * deviation;
        return row;
    }

    private static float[] WithFirst(float[] row, float first)
    {
        row[0] = first;
        return row;
    }

    private List<(string Text, float Score, int Type)> Tokens()
    {
        List<(string, float, int)> tokens = [("<unk>", 0, 2), .. SpecialTokens.Select(text => (text, 0f, Control))];
        tokens.AddRange(Enumerable.Range(0, 256).Select(value => ($"<0x{value:X2}>", 0f, Byte)));
        tokens.AddRange(Enumerable.Range(0x21, 0x5E).Append(0x2581).Select(value => (((char)value).ToString(), -1f, Normal)));
        string[] pieces = ["th", "he", "in", "er", "an", "re", "on", "at", "en", "nd", "▁t", "▁a", "▁o", "▁w", "▁s", "the", "▁the", "ing", "▁of", "ion", "▁and", "▁to", "▁in"];
        tokens.AddRange(pieces.Select((piece, index) => (piece, -2f - index, Normal)));
        tokens.AddRange(UserDefined.Select(text => (text, 0f, User)));
        for (int i = 0; tokens.Count < Vocabulary; i++)
            tokens.Add(($"▁w{i.ToString(CultureInfo.InvariantCulture)}", -1000f - i, Normal));
        return tokens;
    }
}
