using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SynthGen.Json;
using SynthGen.Models;
using SynthGen.Retrieval;

namespace SynthGen.Onnx;

/// <summary>
/// How a model makes a vector of a text, as Transformers and sentence-transformers write it beside the weights. What is not
/// written is as most models have it.
/// </summary>
/// <param name="MostTokens">The tokens of a text that the model reads, with those at its ends.</param>
/// <param name="Dimensions">The numbers in a vector; null if they are not written.</param>
/// <param name="FirstTokenOnly">Whether the first token's vector is the text's; else the mean of all is.</param>
/// <param name="QueryPrompt">What the model wants before a query.</param>
/// <param name="PagePrompt">What the model wants before a page.</param>
internal sealed record EncoderSettings(int MostTokens, int? Dimensions, bool FirstTokenOnly, string QueryPrompt, string PagePrompt)
{
    // The positions that BERT models know.
    private const long MostPositions = 512;

    /// <summary>Reads the settings of a model.</summary>
    /// <exception cref="LocalModelException">They are broken, or ask for what is not supported.</exception>
    public static EncoderSettings Read(IModelFiles files)
    {
        IReadOnlyDictionary<string, object?> model = Members("config.json"), sentences = Members("sentence_bert_config.json"),
            prompts = Members("config_sentence_transformers.json").GetValueOrDefault("prompts") as IReadOnlyDictionary<string, object?> ?? JsonValue.Object();
        if (Parse("modules.json") is IReadOnlyList<object?> modules && modules.OfType<IReadOnlyDictionary<string, object?>>().Any(module => module.GetValueOrDefault("type") is string type && type.EndsWith(".Dense", StringComparison.Ordinal)))
            throw NotSupported("it has a dense layer after the pooling, which its ONNX file lacks");

        long most = Math.Min(Number(model, "max_position_embeddings") ?? MostPositions, Number(sentences, "max_seq_length") ?? long.MaxValue);
        if (most < 8)
            throw NotSupported($"it reads {most} tokens at most");
        return new EncoderSettings(
            (int)Math.Min(most, int.MaxValue), (int?)Number(model, "hidden_size"), Pooling() == "cls_token",
            prompts.GetValueOrDefault("query") as string ?? "", prompts.GetValueOrDefault("document") as string ?? prompts.GetValueOrDefault("passage") as string ?? "");

        string Pooling()
        {
            const string prefix = "pooling_mode_";
            string[] modes = [.. Members("1_Pooling/config.json").Where(member => member.Key.StartsWith(prefix, StringComparison.Ordinal) && member.Value is true).Select(member => member.Key[prefix.Length..])];
            return modes is [] ? "mean_tokens" : modes is ["mean_tokens" or "cls_token"] ? modes[0] : throw NotSupported($"its pooling is {string.Join(" and ", modes)}");
        }

        IReadOnlyDictionary<string, object?> Members(string file) => Parse(file) as IReadOnlyDictionary<string, object?> ?? JsonValue.Object();

        object? Parse(string file)
        {
            try
            {
                return files.Read(file) is { } json ? JsonValue.Parse(Encoding.UTF8.GetString(json)) : null;
            }
            catch (JsonException error)
            {
                throw new LocalModelException(LocalModelError.BadFile, $"{file} of the model {files.Name} is not JSON: {error.Message}", error);
            }
        }

        LocalModelException NotSupported(string problem) => new(LocalModelError.NotSupported, $"The model {files.Name} cannot be used: {problem}.");
    }

    /// <summary>The prompt of a use.</summary>
    public string PromptOf(EmbeddingUse use) => use == EmbeddingUse.Query ? QueryPrompt : PagePrompt;

    /// <summary>What vectors depend on beside weights and tokenizer.</summary>
    public override string ToString()
    {
        string prompts = QueryPrompt + "\n" + PagePrompt;
        return $"{(FirstTokenOnly ? "first" : "mean")} of {MostTokens}{(prompts.Length == 1 ? "" : $", prompts {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(prompts)))[..8]}")}";
    }

    private static long? Number(IReadOnlyDictionary<string, object?> members, string name) => members.GetValueOrDefault(name) as long?;
}
