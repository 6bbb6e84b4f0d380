using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>The key of a service: signs requests with it, and takes it out of whatever would carry it away.</summary>
internal sealed class ApiKey(ChatService service, Func<string>? source)
{
    private const string Mask = "***";

    // A shorter key may be a word ("none", "ollama") that a reply has every right to hold.
    private const int SecretLength = 16;

    private static readonly SearchValues<char> Visible = SearchValues.Create(
        string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)));

    // Every key that was used, the last one first: an answer may come after the key has changed.
    private volatile Shape[] _seen = [];

    /// <summary>Puts the key into the header where the service looks for it, never into the address: addresses are logged.</summary>
    /// <exception cref="ChatException">The key cannot be had, or cannot stand in a header.</exception>
    public void Sign(HttpRequestMessage request)
    {
        if (Read() is not { } key)
            return;
        if (service == ChatService.Gemini)
            request.Headers.TryAddWithoutValidation("x-goog-api-key", key);
        else
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    /// <summary>The text without the key, as it is or as an address or JSON would write it.</summary>
    public string Redact(string text) => _seen.Aggregate(text, static (rest, shape) => shape.Redact(rest));

    /// <summary>The same for what a model wrote, in which a key that is a mere word stays.</summary>
    public string RedactReply(string text) =>
        _seen.Where(shape => shape.Plain.Length >= SecretLength).Aggregate(text, static (rest, shape) => shape.Redact(rest));

    private string? Read()
    {
        if (source is null)
            return null;
        string key;
        try
        {
            // Keys come from files and prompts, with line ends on them.
            key = source().Trim();
        }
        catch (Exception exception)
        {
            throw new ChatException(ChatErrorKind.Fatal, "The API key could not be read.", exception);
        }

        if (key.Length == 0)
            return null;
        Shape[] seen = _seen;
        if (seen.Length == 0 || seen[0].Plain != key)
            _seen = [new Shape(key), .. seen.Where(shape => shape.Plain != key)];

        // HttpClient would say so too, with the key in its message.
        return key.AsSpan().ContainsAnyExcept(Visible)
            ? throw new ChatException(ChatErrorKind.Fatal, "The API key holds a character that a header cannot carry.")
            : key;
    }

    private sealed class Shape(string key)
    {
        private readonly string _inAddress = Uri.EscapeDataString(key);
        private readonly string _inJson = JsonEncodedText.Encode(key).ToString();

        public string Plain { get; } = key;

        public string Redact(string text)
        {
            if (text.Contains(Plain, StringComparison.Ordinal))
                text = text.Replace(Plain, Mask, StringComparison.Ordinal);
            if (text.Contains(_inAddress, StringComparison.Ordinal))
                text = text.Replace(_inAddress, Mask, StringComparison.Ordinal);
            if (text.Contains(_inJson, StringComparison.Ordinal))
                text = text.Replace(_inJson, Mask, StringComparison.Ordinal);
            return text;
        }
    }
}
