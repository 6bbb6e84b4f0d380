using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>Creates the official SDK's chat client without its retries, time limit, logging and key.</summary>
internal static class OpenAISdk
{
    /// <summary>Creates the client.</summary>
    public static IChatClient Create(HttpClient http, Uri endpoint, string model)
    {
        OpenAIClientOptions options = new()
        {
            Endpoint = endpoint,
            Transport = new HttpClientPipelineTransport(http),
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            EnableDistributedTracing = false,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };
#pragma warning disable OPENAI001 // A custom policy instead of a key is marked experimental.
        return new ChatClient(model, new SignedBelow(), options).AsIChatClient();
#pragma warning restore OPENAI001
    }

    // Only the last handler before the network adds the key, for every service.
    private sealed class SignedBelow : AuthenticationPolicy
    {
        public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNext(message, pipeline, currentIndex);

        public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex) =>
            ProcessNextAsync(message, pipeline, currentIndex);
    }
}
