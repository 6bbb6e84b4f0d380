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

/// <summary>The address of a model and how to connect to it.</summary>
/// <param name="Service">The protocol.</param>
/// <param name="Model">The model's name.</param>
/// <param name="Endpoint">The service's base address.</param>
/// <param name="ApiKey">Returns the key when a request is made; null for servers without keys. Never logged.</param>
/// <param name="Timeout">The maximum duration of one attempt.</param>
public sealed record ChatModelSettings(ChatService Service, string Model, Uri Endpoint, Func<string>? ApiKey, TimeSpan Timeout)
{
    /// <summary>
    /// Called, on any thread, with one line for each deviation from the request, such as a feature that the server
    /// refused.
    /// </summary>
    public Action<string>? Log { get; init; }
}
