using System.Text.Json;
using System.Text.RegularExpressions;

namespace SynthGen.Models;

/// <summary>
/// Takes API keys out of what is shown, logged, stored or thrown: a key as it is, and as an address or JSON writes it.
/// Everything that may carry a key goes through here. Thread-safe.
/// </summary>
public sealed class KeyRedactor
{
    private const string Mask = "***";

    // A shorter key may be a word ("none", "ollama"): it may stand in other words, and a reply has every right to hold it.
    private const int SecretLength = 16;

    // Every key that was used, the last one first: an answer may come after the key has changed.
    private volatile RedactedKey[] _keys = [];

    /// <summary>Has a key redacted from now on.</summary>
    /// <param name="key">The key; an empty one is passed over.</param>
    public void Add(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        RedactedKey[] keys = _keys;
        if (key.Length > 0 && (keys.Length == 0 || keys[0].Text != key))
            _keys = [new RedactedKey(key), .. keys.Where(one => one.Text != key)];
    }

    /// <summary>The text with *** for each key. A key shorter than 16 characters is redacted where it stands as a word of its own.</summary>
    public string Redact(string text) => _keys.Aggregate(text, static (rest, key) => key.Redact(rest));

    /// <summary>The same for a model's own words, in which a key shorter than 16 characters stays.</summary>
    public string RedactReply(string text) =>
        _keys.Where(static key => key.IsSecret).Aggregate(text, static (rest, key) => key.Redact(rest));

    /// <summary>The exception without a key in its words; a cause that holds one is left out.</summary>
    public ChatException Redact(ChatException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        string? causes = exception.InnerException?.ToString();
        bool isClean = causes is null || Redact(causes) == causes;
        return new ChatException(exception.Fault, Redact(exception.Message), isClean ? exception.InnerException : null)
        {
            Status = exception.Status,
            RequestId = exception.RequestId is { } id ? Redact(id) : null,
            RetryAfter = exception.RetryAfter,
            Quota = exception.Quota is { } quota ? Redact(quota) : null,
            RequestsPerMinute = exception.RequestsPerMinute,
            Parameter = exception.Parameter is { } parameter ? Redact(parameter) : null,
        };
    }

    private sealed class RedactedKey
    {
        // What comes before a word: no letter, digit or underscore, or the last one of an escape sequence.
        private const string WordStart = @"(?:(?<![\p{L}\p{N}_])|(?<=\\[bfnrt]|\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}))";
        private const string WordEnd = @"(?![\p{L}\p{N}_])";

        private readonly string[] _spellings;
        private readonly Regex? _word;

        public RedactedKey(string key)
        {
            Text = key;
            _spellings = [.. ((string[])[key, Uri.EscapeDataString(key), JsonEncodedText.Encode(key).ToString()]).Distinct()];
            if (!IsSecret)
                _word = new Regex($"{WordStart}(?:{string.Join('|', _spellings.Select(Regex.Escape))}){WordEnd}", RegexOptions.CultureInvariant);
        }

        public string Text { get; }

        public bool IsSecret => Text.Length >= SecretLength;

        public string Redact(string text) => _word is not null
            ? _word.Replace(text, Mask)
            : _spellings.Aggregate(text, static (rest, spelling) => rest.Replace(spelling, Mask, StringComparison.Ordinal));
    }
}
