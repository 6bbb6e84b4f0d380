using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>Checks a model file before the native library reads it. The library's errors say less, or it ends the process.</summary>
internal static class GgufFile
{
    // llama.cpp's own limits; beyond them it ends the process.
    private const int MostLayers = 512, MostExperts = 512;

    /// <summary>Checks that a file exists and that the counts in its header are possible.</summary>
    /// <returns>The file's length in bytes.</returns>
    /// <exception cref="LocalModelException">The file does not exist, or a count is impossible.</exception>
    public static long Check(string path)
    {
        if (Directory.Exists(path))
            throw new LocalModelException(LocalModelError.BadFile, $"'{path}' is a folder, not a file.");
        try
        {
            using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
            Check(GgufHeader.Read(file));
            return file.Length;
        }
        catch (InvalidDataException error)
        {
            throw new LocalModelException(LocalModelError.BadFile, $"'{path}' cannot be used: {error.Message}.", error);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new LocalModelException(LocalModelError.NotFound, $"There is no file '{path}'.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new LocalModelException(LocalModelError.BadFile, $"'{path}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Checks the counts of a header.</summary>
    /// <exception cref="InvalidDataException">A count is impossible; the message is a clause.</exception>
    public static void Check(GgufHeader header)
    {
        string model = header.Architecture ?? throw new InvalidDataException("it names no architecture");
        decimal layers = Number(header, $"{model}.block_count", 1, MostLayers) ?? 1;
        decimal? width = Number(header, $"{model}.embedding_length", 1, int.MaxValue);
        Number(header, $"{model}.context_length", 1, int.MaxValue);
        Number(header, $"{model}.vocab_size", 1, int.MaxValue);
        Numbers(header, $"{model}.feed_forward_length", layers, 0, int.MaxValue);
        decimal[] heads = Numbers(header, $"{model}.attention.head_count", layers, 0, width ?? int.MaxValue);
        decimal[] keys = Numbers(header, $"{model}.attention.head_count_kv", layers, 0, width ?? int.MaxValue);
        decimal experts = Number(header, $"{model}.expert_count", 0, MostExperts) ?? 0;
        Number(header, $"{model}.expert_used_count", experts > 0 ? 1 : 0, experts);
        CheckTensors(header, model, layers, width);
        CheckHeads(header, model, width, heads, keys);
        CheckVocabulary(header);
    }

    private static void CheckHeads(GgufHeader header, string model, decimal? width, decimal[] heads, decimal[] keys)
    {
        decimal most = width ?? int.MaxValue;
        decimal? size = Number(header, $"{model}.attention.key_length", 1, most);
        Number(header, $"{model}.attention.value_length", 1, most);
        if (size is null && heads.FirstOrDefault() is > 0 and decimal first && width % first != 0)
            throw new InvalidDataException($"'{model}.attention.head_count' is {first}, and so many heads cannot share a width of {width}");
        for (int i = 0; i < Math.Max(heads.Length, keys.Length) && heads.Length > 0 && keys.Length > 0; i++)
        {
            decimal head = heads[Math.Min(i, heads.Length - 1)], key = keys[Math.Min(i, keys.Length - 1)];
            if (key > 0 && head % key != 0)
                throw new InvalidDataException($"'{model}.attention.head_count_kv' is {key}, and {head} heads cannot share so many keys");
        }

        decimal? turned = Number(header, $"{model}.rope.dimension_count", 0, most);
        if (turned % 2 != 0 && turned is not null || turned > (size ?? (heads.FirstOrDefault() is > 0 and decimal count ? width / count : null)))
            throw new InvalidDataException($"'{model}.rope.dimension_count' is {turned}, which does not fit the heads");
    }

    // Each layer has its tensors, unless the model comes in several files.
    private static void CheckTensors(GgufHeader header, string model, decimal layers, decimal? width)
    {
        if (header.Numbers.GetValueOrDefault("split.count") > 1)
            return;
        if (header.Tensors.Count == 0)
            throw new InvalidDataException("it has no tensors");
        if (layers > header.Tensors.Count)
            throw new InvalidDataException($"'{model}.block_count' is {layers}, and it has {header.Tensors.Count} tensors");

        if (header.Tensors.TryGetValue("token_embd.weight", out long[]? shape) && width is not null && shape[0] != width)
            throw new InvalidDataException($"'{model}.embedding_length' is {width}, and its embedding is {shape[0]} wide");
    }

    private static void CheckVocabulary(GgufHeader header)
    {
        const string Tokens = "tokenizer.ggml.tokens";
        GgufList? tokens = List(header, Tokens, GgufType.Text);
        foreach ((string name, GgufType[] types) in new[] { ("tokenizer.ggml.scores", [GgufType.Single]), ("tokenizer.ggml.token_type", new[] { GgufType.Int32, GgufType.UInt32 }) })
        {
            if (List(header, name, types) is { } list && list.Count != tokens?.Count)
                throw new InvalidDataException($"'{name}' has {list.Count} values for {tokens?.Count ?? 0} tokens");
        }

        List(header, "tokenizer.ggml.merges", GgufType.Text);
        if (tokens is null)
            return;
        if (tokens.Count is < 1 or > int.MaxValue)
            throw new InvalidDataException($"'{Tokens}' has {tokens.Count} tokens");
        if (header.Tensors.TryGetValue("token_embd.weight", out long[]? shape) && (shape.Length < 2 || shape[1] < tokens.Count))
            throw new InvalidDataException($"it has {tokens.Count} tokens, and embeddings for {(shape.Length < 2 ? 1 : shape[1])}");
    }

    private static decimal? Number(GgufHeader header, string name, decimal least, decimal most)
    {
        if (!header.Types.TryGetValue(name, out GgufType type))
            return null;
        if (!header.Numbers.TryGetValue(name, out decimal number))
            throw new InvalidDataException($"'{name}' is {type.ToString().ToLowerInvariant()}, not a whole number");
        return number >= least && number <= most ? number : throw new InvalidDataException($"'{name}' is {number}; {least} to {most} can be");
    }

    // One number, or one for each layer.
    private static decimal[] Numbers(GgufHeader header, string name, decimal layers, decimal least, decimal most)
    {
        if (!header.Lists.TryGetValue(name, out GgufList? list))
            return Number(header, name, least, most) is { } one ? [one] : [];
        if (list.Numbers is null || list.Count < layers || list.Count > MostLayers)
            throw new InvalidDataException($"'{name}' has {list.Count} values of type {list.Type.ToString().ToLowerInvariant()} for {layers} layers");
        return list.Numbers.FirstOrDefault(value => value < least || value > most, least) is decimal wrong && (wrong < least || wrong > most)
            ? throw new InvalidDataException($"'{name}' has a {wrong}; {least} to {most} can be") : [.. list.Numbers];
    }

    private static GgufList? List(GgufHeader header, string name, params GgufType[] types)
    {
        if (!header.Types.TryGetValue(name, out GgufType found))
            return null;
        return found == GgufType.List && header.Lists[name] is { } list && types.Contains(list.Type) ? list
            : throw new InvalidDataException($"'{name}' is not a list of {types[0].ToString().ToLowerInvariant()} values");
    }
}
