using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FastBertTokenizer;
using SynthGen.Models;
using SynthGen.Text;

namespace SynthGen.Onnx;

/// <summary>The tokenizer of BERT models: word pieces between a first and a last token. Thread-safe.</summary>
internal sealed class WordPieces
{
    private const int Around = 2;

    private readonly BertTokenizer _tokenizer = new();
    private readonly PlainText _plain = new();
    private readonly Lock _lock = new();
    private readonly bool _ignoresCase;

    /// <summary>Reads a model's tokenizer.</summary>
    /// <exception cref="LocalModelException">It has none, or one of another kind.</exception>
    public WordPieces(IModelFiles files)
    {
        byte[]? settings = files.Read("tokenizer.json"), words = settings is null ? files.Read("vocab.txt") : null;
        byte[] read = settings ?? words ?? throw new LocalModelException(LocalModelError.BadFile, $"The model {files.Name} has neither tokenizer.json nor vocab.txt.");
        try
        {
            _ignoresCase = settings is not null
                ? Flag(settings, "normalizer", "lowercase") ?? false
                : files.Read("tokenizer_config.json") is not { } options || (Flag(options, "do_lower_case") ?? true);
            if (settings is not null)
                _tokenizer.LoadTokenizerJson(new MemoryStream(settings));
            else
                _tokenizer.LoadVocabulary(new StreamReader(new MemoryStream(read)), _ignoresCase);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or FormatException or JsonException or KeyNotFoundException or NotSupportedException)
        {
            throw new LocalModelException(LocalModelError.NotSupported, $"The tokenizer of the model {files.Name} is not one of BERT's word pieces: {error.Message}", error);
        }

        Name = $"WordPiece {Convert.ToHexStringLower(SHA256.HashData(read))[..8]}";
    }

    /// <summary>The tokenizer's name: its kind, and the hash of its vocabulary.</summary>
    public string Name { get; }

    /// <summary>Returns the tokens of a text, with those at its ends; what goes beyond the maximum is left out.</summary>
    public long[] Encode(string text, int maximum)
    {
        lock (_lock)
            return _tokenizer.Encode(Plain(text), maximum).InputIds.ToArray();
    }

    /// <summary>Returns the number of tokens of a word, without those at the ends of a text.</summary>
    public int Count(string word, int maximum)
    {
        lock (_lock)
            return _tokenizer.Encode(Plain(word), maximum).InputIds.Length - Around;
    }

    // Models that ignore case ignore accents. The tokenizer takes them off by the platform's tables, which a process without ICU
    // lacks.
    private string Plain(string text) => _ignoresCase ? _plain.Of(text).ToString() : text;

    private static bool? Flag(byte[] json, params ReadOnlySpan<string> path)
    {
        using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetString(json));
        JsonElement element = document.RootElement;
        foreach (string name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element.ValueKind switch { JsonValueKind.True => true, JsonValueKind.False => false, _ => null };
    }
}
