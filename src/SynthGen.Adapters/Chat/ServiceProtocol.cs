using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Azure;
using SynthGen.Adapters.Chat.Gemini;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Adapters.Chat.OpenAI;
using SynthGen.Adapters.Chat.VertexAI;
using SynthGen.Adapters.Retrieval;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat;

/// <summary>The protocol of a service: everything that differs between services. Each has a folder of its own.</summary>
internal abstract class ServiceProtocol
{
    private static readonly Dictionary<(ChatService, ChatPlatform), ServiceProtocol> All = new()
    {
        [(ChatService.Gemini, ChatPlatform.Own)] = new GeminiProtocol(),
        [(ChatService.Gemini, ChatPlatform.VertexAI)] = new VertexAIProtocol(),
        [(ChatService.OpenAI, ChatPlatform.Own)] = new OpenAIProtocol(),
        [(ChatService.OpenAI, ChatPlatform.Azure)] = new AzureOpenAIProtocol(),
    };

    /// <summary>The protocol of a service.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ServiceProtocol Of(ChatModelSettings settings) => All.GetValueOrDefault((settings.Service, settings.Platform))
        ?? throw new ArgumentException($"There is no service {settings.Service} on {settings.Platform}.", nameof(settings));

    /// <summary>Signs the requests: by the key of the settings, where the service has no way of its own.</summary>
    public virtual IRequestSigner CreateSigner(ChatModelSettings settings, KeyRedactor redactor) => new ApiKey(this, settings.ApiKey, redactor);

    /// <summary>Puts the key into the service's header, never into the address: addresses are logged.</summary>
    public abstract void Sign(HttpRequestMessage request, string key);

    /// <summary>A handler that chat needs on top of the connection.</summary>
    public virtual HttpMessageHandler AddChatHandler(HttpMessageHandler inner, ServiceConnection connection) => inner;

    /// <summary>A client that sends each request once, within the connection's time limit.</summary>
    public abstract IChatClient CreateChat(ServiceConnection connection, ChatModelSettings settings);

    /// <summary>Lists the names of the models that generate text.</summary>
    public abstract Task<IReadOnlyList<string>> ListModelsAsync(ServiceConnection connection, CancellationToken cancellationToken);

    /// <summary>The format of requests for embeddings.</summary>
    public abstract EmbeddingFormat CreateEmbeddingFormat(Uri endpoint, string model);
}
