using System.Buffers;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>The key of a service. It signs requests and registers the key for redaction.</summary>
internal sealed class ApiKey(ServiceProtocol protocol, Func<string>? source, KeyRedactor redactor)
{
    private static readonly SearchValues<char> Visible = SearchValues.Create(
        string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)));

    /// <summary>Signs a request; without a key the request stays unchanged.</summary>
    /// <exception cref="ChatException">The key cannot be obtained, or holds a character that a header cannot carry.</exception>
    public void Sign(HttpRequestMessage request)
    {
        if (Read() is { } key)
            protocol.Sign(request, key);
    }

    private string? Read()
    {
        if (source is null)
            return null;
        string key;
        try
        {
            // Keys from files and prompts often end in a line break.
            key = source().Trim();
        }
        catch (Exception exception)
        {
            throw new ChatException(ChatErrorKind.Fatal, "The API key could not be read.", exception);
        }

        if (key.Length == 0)
            return null;
        redactor.Add(key);

        // HttpClient's own exception would show the key.
        return key.AsSpan().ContainsAnyExcept(Visible)
            ? throw new ChatException(ChatErrorKind.Fatal, "The API key holds a character that a header cannot carry.")
            : key;
    }
}
