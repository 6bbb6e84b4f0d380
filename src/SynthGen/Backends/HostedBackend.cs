using System.Management.Automation;
using SynthGen.Models;
using SynthGen.Retrieval;

namespace SynthGen.Backends;

/// <summary>A service that offers language models over HTTP.</summary>
internal abstract class HostedBackend : Backend
{
    /// <summary>The protocol of the service.</summary>
    public abstract ChatService Service { get; }

    /// <summary>The service's own address.</summary>
    public abstract Uri DefaultEndpoint { get; }

    /// <summary>The environment variables that can hold the key; the first one that is set counts.</summary>
    public abstract IReadOnlyList<string> KeyVariables { get; }

    /// <summary>The default model; null if the user must name one.</summary>
    public virtual string? DefaultModel => null;

    /// <summary>The default embedding model; null if the user must name one.</summary>
    public virtual string? DefaultEmbeddingModel => null;

    /// <summary>Whether the service offers embedding models.</summary>
    public virtual bool CanEmbed => true;

    /// <inheritdoc/>
    protected override IReadOnlyList<Type> Reads =>
        [typeof(ConnectionSettings), typeof(ModelNameSettings), typeof(HostedSettings), typeof(SamplingSettings), typeof(PromptSettings)];

    /// <summary>Whether others can read requests to an address on the way: plain http to another machine.</summary>
    public static bool IsExposed(Uri endpoint) => endpoint.Scheme == Uri.UriSchemeHttp && !endpoint.IsLoopback;

    /// <summary>When the daily quota is reset; null if that is not known.</summary>
    public virtual DateTimeOffset? NextQuotaDay(TimeProvider time) => null;

    /// <summary>Creates a language model of this service, to judge or generate with.</summary>
    /// <exception cref="ConfigurationException">The settings are invalid.</exception>
    public ChatModelSettings Connect(ModelSettings settings, bool isSending = true) =>
        Connect(settings.Session, settings.Connection, settings.Name.Model ?? DefaultModel, isSending);

    /// <summary>Creates an embedding model with retries around it.</summary>
    /// <param name="session">The command's session.</param>
    /// <param name="connection">The way to the service.</param>
    /// <param name="model">The model's name; null for the default.</param>
    /// <exception cref="ConfigurationException">The settings are invalid.</exception>
    public ITextEmbedder CreateEmbedder(CommandSession session, ConnectionSettings connection, string? model)
    {
        ChatModelSettings settings = Connect(session, connection, model ?? DefaultEmbeddingModel, isSending: true);
        RetryingEmbedder embedder = new(
            LibraryLoadContext.Create<ITextEmbedderFactory>().Create(settings), connection.RetryLimit, TimeProvider.System, Random.Shared.NextDouble);
        embedder.Retrying += (retry, wait, fault) =>
            session.Verbose($"Retry {retry} of {connection.RetryLimit} in {wait.TotalSeconds:0.#} s: {fault.Message}");
        return embedder;
    }

    /// <inheritdoc/>
    protected override GenerationPlan Open(GenerationSettings settings, bool isSending) =>
        new ModelGeneration(settings, new HostedModel(this, settings, Connect(settings, isSending)));

    private ChatModelSettings Connect(CommandSession session, ConnectionSettings connection, string? model, bool isSending)
    {
        Uri endpoint = connection.Endpoint ?? DefaultEndpoint;
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https"))
        {
            throw new ConfigurationException(Errors.Create(
                "BadEndpoint", ErrorCategory.InvalidArgument, connection.Endpoint, $"'{endpoint}' is no web address.",
                $"Give the base, as in {DefaultEndpoint}."));
        }

        if (model is null)
        {
            throw new ConfigurationException(Errors.Create(
                "MissingModel", ErrorCategory.InvalidArgument, Name, $"The {Name} backend has no model by default.",
                "Name one by -Model; Tab completes it from the server's list."));
        }

        string? key = ApiKeyLookup.Find(connection.ApiKey, KeyVariables, session.Folder);
        if (key is null && isSending && !endpoint.IsLoopback)
        {
            throw new ConfigurationException(Errors.Create(
                "MissingApiKey", ErrorCategory.AuthenticationError, endpoint, $"There is no key for {endpoint.Host}.",
                $"Set {string.Join(" or ", KeyVariables)} in the environment or in a .env file here or above, or give -ApiKey (Read-Host -AsSecureString)."));
        }

        if (key is not null && IsExposed(endpoint) && !connection.AllowUnencryptedAuthentication)
        {
            throw new ConfigurationException(Errors.Create(
                "UnencryptedEndpoint", ErrorCategory.SecurityError, endpoint, $"The key would travel unencrypted to {endpoint.Host}.",
                "Use https, or say -AllowUnencryptedAuthentication if the way there is safe."));
        }

        return new ChatModelSettings(Service, model, endpoint, key is null ? null : () => key, TimeSpan.FromSeconds(connection.TimeoutSec))
        {
            Log = session.Verbose,
        };
    }
}
