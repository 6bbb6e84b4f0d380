using System.Text.RegularExpressions;
using Microsoft.Extensions.AI;
using SynthGen.Models;
using ChatRole = Microsoft.Extensions.AI.ChatRole;

namespace SynthGen.Adapters.Chat.Dialects;

/// <summary>A server's refusal of a request, read for the part of it that the server does not take.</summary>
/// <param name="exception">The refusal.</param>
/// <param name="messages">What was asked, before it was said in a dialect.</param>
/// <param name="options">The options, likewise.</param>
internal sealed class Refusal(ChatException exception, IReadOnlyList<ChatMessage> messages, ChatOptions? options)
{
    private const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;

    private static readonly string[] UnknownWords =
    [
        "unsupported", "not support", "n't support", "unknown", "unrecognized", "unrecognised", "not permitted", "not allowed", "extra_forbidden", "extra inputs",
        "instead", "cannot find field", "not enabled", "not available", "unavailable", "not implemented", "unexpected", "no such",
    ];

    // A value that is out of range is the user's to change.
    private static readonly string[] RangeWords =
        ["too large", "too small", "too high", "too low", "too big", "must be", "maximum", "minimum", "at most", "at least", "between", "less than", "greater than", "exceed", "range"];

    /// <summary>The user's settings that were asked for.</summary>
    public ChatOptions? Options { get; } = options;

    /// <summary>Whether an instruction was sent in the role of the system.</summary>
    public bool HasSystem { get; } = options?.Instructions is not null || messages.Any(message => message.Role == ChatRole.System);

    /// <summary>Whether a schema was sent.</summary>
    public bool HasSchema { get; } = options?.ResponseFormat is ChatResponseFormatJson { Schema: not null };

    /// <summary>Whether tools were offered.</summary>
    public bool HasTools { get; } = options?.Tools is { Count: > 0 };

    /// <summary>Whether the server says that it does not know something or does not do it.</summary>
    public bool IsUnknown { get; } = Any(exception.Message, UnknownWords);

    /// <summary>Whether the server's words hold one of these.</summary>
    public bool Says(params ReadOnlySpan<string> words) => Any(exception.Message, words);

    /// <summary>Whether the server names one of these as what it minds, apart from its words: with an index, or as a part of something.</summary>
    public bool Points(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (exception.Parameter is { } parameter && parameter.Split('.', '[', ']', '/').Contains(name, StringComparer.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Whether the server names one of these, as a word of its own, and does not know it.</summary>
    public bool Rejects(params ReadOnlySpan<string> names)
    {
        if (Points(names))
            return IsUnknown || !Any(exception.Message, RangeWords);
        return IsUnknown && Names(names);
    }

    /// <summary>Whether the server's words name one of these, as a word of its own.</summary>
    public bool Names(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Regex.IsMatch(exception.Message, $@"(?<![\w]){Regex.Escape(name)}(?![\w])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant))
                return true;
        }

        return false;
    }

    private static bool Any(string text, ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (text.Contains(word, AnyCase))
                return true;
        }

        return false;
    }
}
