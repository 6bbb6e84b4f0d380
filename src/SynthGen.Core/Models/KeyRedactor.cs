using System.Text.Json;
using System.Text.RegularExpressions;

namespace SynthGen.Models;

/// <summary>
/// Removes API keys from everything that is shown, logged, stored or thrown: a key as it is, and as encoded in URLs and
/// JSON. All text that may hold a key passes through here. Thread-safe.
/// </summary>
public sealed class KeyRedactor
{
    private const string Mask = "***";

    // A shorter key may be a plain word ("none", "ollama"). It may be part of other words, and a reply may rightly contain it.
    private const int SecretLength = 16;

    // All keys that were used, the latest first: a reply may arrive after the key has changed.
    private volatile RedactedKey[] _keys = [];

    /// <summary>Adds a key to redact.</summary>
    /// <param name="key">The key; an empty one is ignored.</param>
    public void Add(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        RedactedKey[] keys = _keys;
        if (key.Length > 0 && (keys.Length == 0 || keys[0].Text != key))
            _keys = [new RedactedKey(key), .. keys.Where(one => one.Text != key)];
    }

    /// <summary>
    /// Returns the text with *** in place of each key. A key shorter than 16 characters is redacted only as a whole
    /// word.
    /// </summary>
    public string Redact(string text) => _keys.Aggregate(text, static (rest, key) => key.Redact(rest));

    /// <summary>Returns a model's reply with *** in place of each key; a key shorter than 16 characters stays.</summary>
    public string RedactReply(string text) =>
        _keys.Where(static key => key.IsSecret).Aggregate(text, static (rest, key) => key.Redact(rest));

    /// <summary>
    /// Returns the exception with keys removed from its message; an inner exception that holds a key is dropped.
    /// </summary>
    public ChatException Redact(ChatException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        string? causes = exception.InnerException?.ToString();
        bool isClean = causes is null || Redact(causes) == causes;
        return new ChatException(exception.Fault, Redact(exception.Message), isClean ? exception.InnerException : null)
        {
            Subject = exception.Subject,
            Status = exception.Status,
            RequestId = exception.RequestId is { } id ? Redact(id) : null,
            RetryAfter = exception.RetryAfter,
            InputTokens = exception.InputTokens,
            OutputTokens = exception.OutputTokens,
            Quota = exception.Quota is { } quota ? Redact(quota) : null,
            RequestsPerMinute = exception.RequestsPerMinute,
            Parameter = exception.Parameter is { } parameter ? Redact(parameter) : null,
        };
    }

    private sealed class RedactedKey
    {
        // Matches before a word: not a letter, digit or underscore, or else the end of an escape sequence.
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
