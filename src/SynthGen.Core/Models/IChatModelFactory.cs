using SynthGen.Models.Batches;
using SynthGen.Models.Pacing;

namespace SynthGen.Models;

/// <summary>Creates models of hosted services. Port; implemented with their SDKs.</summary>
public interface IChatModelFactory
{
    /// <summary>Creates a model that sends each request once: no retries, no pacing, continuations followed.</summary>
    /// <exception cref="ArgumentException">The settings are invalid.</exception>
    IChatModel Create(ChatModelSettings settings);

    /// <summary>Returns the names of the models that the service offers.</summary>
    /// <exception cref="ChatException">The service did not answer.</exception>
    Task<IReadOnlyList<string>> ListModelsAsync(ChatModelSettings settings, CancellationToken cancellationToken);
}

/// <summary>The protocol of a service.</summary>
public enum ChatService
{
    /// <summary>The Gemini API.</summary>
    Gemini,

    /// <summary>OpenAI's chat completions, which many servers support.</summary>
    OpenAI,
}

/// <summary>On whose platform a service runs, where that changes the address and the way to sign.</summary>
public enum ChatPlatform
{
    /// <summary>The service's own, or any server that speaks as it does.</summary>
    Own,

    /// <summary>Azure OpenAI.</summary>
    Azure,

    /// <summary>Google Cloud's Vertex AI, with Application Default Credentials in place of a key.</summary>
    VertexAI,
}

/// <summary>Where a model is and how to reach it.</summary>
/// <param name="Service">Which service's way of speaking.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Endpoint">The service's base address.</param>
/// <param name="ApiKey">Returns the key when a request is made; null for servers without keys. Never logged.</param>
/// <param name="Timeout">The maximum duration of one attempt.</param>
public sealed record ChatModelSettings(ChatService Service, string Model, Uri Endpoint, Func<string>? ApiKey, TimeSpan Timeout)
{
    /// <summary>On whose platform the service runs.</summary>
    public ChatPlatform Platform { get; init; }

    /// <summary>The longest wait that a server may ask for; a longer one counts as a quota of the day.</summary>
    public TimeSpan MaxWait { get; init; } = PaceLimits.DefaultMaxWait;

    /// <summary>Called on any thread with one line for each thing of the user's own that the server refused and that is left out from then on.</summary>
    public Action<string>? Warn { get; init; }

    /// <summary>Delivers a request and brings its answer another way than by sending it at once; null for the network.</summary>
    public Func<ReadOnlyMemory<byte>, CancellationToken, Task<BatchAnswer>>? Delivery { get; init; }

    /// <summary>Told, on any thread, in one line what was done differently than asked, such as a feature that the server refused.</summary>
    public Action<string>? Log { get; init; }
}
