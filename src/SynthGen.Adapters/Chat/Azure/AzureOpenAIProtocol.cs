using SynthGen.Adapters.Chat.Http;
using SynthGen.Adapters.Chat.OpenAI;

namespace SynthGen.Adapters.Chat.Azure;

/// <summary>Azure OpenAI: a deployment's address in place of the model's name, and a header of its own for the key.</summary>
internal sealed class AzureOpenAIProtocol : OpenAIProtocol
{
    /// <inheritdoc/>
    public override void Sign(HttpRequestMessage request, string key) => request.Headers.TryAddWithoutValidation("api-key", key);

    /// <summary>At a deployment there is nothing to choose; the other addresses list what is deployed.</summary>
    public override Task<IReadOnlyList<string>> ListModelsAsync(ServiceConnection connection, CancellationToken cancellationToken) =>
        connection.Endpoint.AbsolutePath.Contains("/deployments/", StringComparison.OrdinalIgnoreCase)
            ? Task.FromResult<IReadOnlyList<string>>([])
            : base.ListModelsAsync(connection, cancellationToken);
}
