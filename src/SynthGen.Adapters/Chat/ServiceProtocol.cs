using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Gemini;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Adapters.Chat.OpenAI;
using SynthGen.Adapters.Retrieval;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat;

/// <summary>The protocol of a service: everything that differs between services. Each has a folder of its own.</summary>
internal abstract class ServiceProtocol
{
    private static readonly Dictionary<ChatService, ServiceProtocol> All = new()
    {
        [ChatService.Gemini] = new GeminiProtocol(),
        [ChatService.OpenAI] = new OpenAIProtocol(),
    };

    /// <summary>Finds the protocol of a service.</summary>
    /// <exception cref="ArgumentException">The service is unknown.</exception>
    public static ServiceProtocol Of(ChatService service) =>
        All.GetValueOrDefault(service) ?? throw new ArgumentException($"There is no service {service}.", nameof(service));

    /// <summary>Puts the key into the service's header, never into the address: addresses are logged.</summary>
    public abstract void Sign(HttpRequestMessage request, string key);

    /// <summary>Creates a handler that chat needs on top of the connection.</summary>
    public virtual HttpMessageHandler AddChatHandler(HttpMessageHandler inner, ServerErrorMapper errors) => inner;

    /// <summary>Creates a client that sends each request once, within the connection's time limit.</summary>
    public abstract IChatClient CreateChat(ServiceConnection connection, string model, Action<string>? log);

    /// <summary>Lists the names of the models that generate text.</summary>
    public abstract Task<IReadOnlyList<string>> ListModelsAsync(ServiceConnection connection, CancellationToken cancellationToken);

    /// <summary>The format of requests for embeddings.</summary>
    public abstract EmbeddingFormat CreateEmbeddingFormat(Uri endpoint, string model);
}
