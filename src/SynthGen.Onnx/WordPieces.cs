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

    /// <summary>Reads a model's tokenizer.</summary>
    /// <exception cref="LocalModelException">It has none, or one of another kind.</exception>
    public WordPieces(IModelFiles files)
    {
        try
        {
            if (files.Read("tokenizer.json") is { } settings)
                _tokenizer.LoadTokenizerJson(new MemoryStream(settings));
            else if (files.Read("vocab.txt") is { } words)
                _tokenizer.LoadVocabulary(new StreamReader(new MemoryStream(words)), convertInputToLowercase: true);
            else
                throw new LocalModelException(LocalModelError.BadFile, $"The model {files.Name} has neither tokenizer.json nor vocab.txt.");
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or FormatException or System.Text.Json.JsonException or KeyNotFoundException)
        {
            throw new LocalModelException(LocalModelError.NotSupported, $"The tokenizer of the model {files.Name} is not one of BERT's word pieces: {error.Message}", error);
        }
    }

    // The tokenizer takes accents off by the platform's tables, which a process without ICU lacks.
    private string Plain(string text) => _plain.Of(text).ToString();

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
}
