using SynthGen.Adapters.Chat;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Models;
using SynthGen.Models.Batches;

namespace SynthGen.Adapters.Batches;

/// <summary>Creates the Batch APIs of services.</summary>
public sealed class BatchServiceFactory : IBatchServiceFactory
{
    /// <inheritdoc/>
    public IBatchService? Create(ChatModelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Platform != ChatPlatform.Own)
            return null;
        BatchConnection connection = new(new ServiceConnection(ServiceProtocol.Of(settings), settings, TimeProvider.System));
        return settings.Service == ChatService.Gemini ? new GeminiBatchService(connection) : new OpenAIBatchService(connection);
    }
}
