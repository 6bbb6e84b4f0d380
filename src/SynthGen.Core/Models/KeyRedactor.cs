namespace SynthGen.Models;

/// <summary>
/// Removes API keys from everything that is shown, logged, stored or thrown: a key as it is, and in the forms that a server
/// may echo it in (percent-encoded, escaped for JSON or HTML, once or several times over, in hex, in base64, alone or with
/// more). All text that may hold a key passes through here. Thread-safe.
/// </summary>
public sealed class KeyRedactor
{
    /// <summary>
    /// The fewest characters of a key that can be redacted safely: a shorter one may be a plain word ("none", "ollama") or a
    /// part of one.
    /// </summary>
    public const int ShortestSecret = 10;

    private const string Mask = "***";

    // All keys that were used, the latest first: a reply may arrive after the key has changed.
    private volatile RedactedKey[] _keys = [];

    /// <summary>Adds a key to redact. Of a key of several lines (PEM), each line is one.</summary>
    /// <param name="key">The key; an empty one is ignored.</param>
    public void Add(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        string[] lines = key.Trim().Split('\n');
        foreach (string line in lines.Length == 1 ? [key] : lines.Where(line => line.Length >= ShortestSecret && !line.StartsWith("-----", StringComparison.Ordinal)))
            AddLine(line.TrimEnd('\r'));
    }

    /// <summary>
    /// Returns the text with *** in place of each key. A key shorter than <see cref="ShortestSecret"/> is redacted only as a
    /// whole word.
    /// </summary>
    public string Redact(string text) => _keys.Where(static key => !key.IsSecret).Aggregate(RedactReply(text), static (rest, key) => key.RedactWord(rest, Mask));

    /// <summary>Returns a model's reply with *** in place of each key; a key shorter than <see cref="ShortestSecret"/> stays.</summary>
    public string RedactReply(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        RedactedKey[] secrets = [.. _keys.Where(static key => key.IsSecret)];
        if (secrets.Length == 0)
            return text;

        List<Range> places = [];
        foreach (DecodedText layer in DecodedText.Layers(text))
        {
            foreach (RedactedKey secret in secrets)
                places.AddRange(secret.FindIn(layer.Text).Select(layer.Origin));
        }

        return places.Count == 0 ? text : Masked(text, places);
    }

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

    private void AddLine(string key)
    {
        RedactedKey[] keys = _keys;
        if (key.Length > 0 && (keys.Length == 0 || keys[0].Text != key))
            _keys = [new RedactedKey(key), .. keys.Where(one => one.Text != key)];
    }

    private static string Masked(string text, List<Range> places)
    {
        System.Text.StringBuilder masked = new();
        int end = 0;
        foreach (Range place in places.OrderBy(place => place.Start.Value))
        {
            if (place.Start.Value >= end)
                masked.Append(text, end, place.Start.Value - end).Append(Mask);
            end = Math.Max(end, place.End.Value);
        }

        return masked.Append(text, end, text.Length - end).ToString();
    }
}
