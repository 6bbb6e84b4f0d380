using System.Buffers;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Http;

/// <summary>The key of a service: signs requests with it, and has it redacted from then on.</summary>
internal sealed class ApiKey(ServiceProtocol protocol, Func<string>? source, KeyRedactor redactor) : IRequestSigner
{
    private static readonly SearchValues<char> Visible = SearchValues.Create(
        string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)));

    /// <summary>Signs a request; one without a key goes as it is.</summary>
    /// <exception cref="ChatException">The key cannot be had, or cannot stand in a header.</exception>
    public ValueTask SignAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Read() is { } key)
            protocol.Sign(request, key);
        return ValueTask.CompletedTask;
    }

    /// <summary>No: there is one key.</summary>
    public bool Renew(HttpRequestMessage refused) => false;

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

        if (key.Length < KeyRedactor.ShortestSecret)
            throw new ChatException(ChatErrorKind.Fatal, $"The API key has fewer than {KeyRedactor.ShortestSecret} characters: it could not be kept out of what is shown.");

        // HttpClient's own exception would show the key.
        return key.AsSpan().ContainsAnyExcept(Visible)
            ? throw new ChatException(ChatErrorKind.Fatal, "The API key holds a character that a header cannot carry.")
            : key;
    }
}
