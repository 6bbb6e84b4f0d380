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
        [typeof(ConnectionSettings), typeof(ModelNameSettings), typeof(HostedSettings), typeof(BatchSettings), typeof(SamplingSettings), typeof(PromptSettings)];

    /// <summary>Whether others can read requests to an address on the way: plain http to another machine.</summary>
    public static bool IsExposed(Uri endpoint) => endpoint.Scheme == Uri.UriSchemeHttp && !endpoint.IsLoopback;

    /// <summary>When the daily quota is reset; null if that is not known.</summary>
    public virtual DateTimeOffset? NextQuotaDay(TimeProvider time) => null;

    /// <summary>A language model of this service, to judge or generate with.</summary>
    /// <exception cref="ConfigurationException">The settings do not do.</exception>
    public ChatModelSettings Connect(ModelSettings settings, bool isSending = true)
    {
        RefuseUnread(settings.Session);
        return Connect(settings.Session, settings.Connection, settings.VertexAI, settings.Name.Model ?? DefaultModel, isSending);
    }

    /// <summary>The service itself, without any of its models.</summary>
    /// <exception cref="ConfigurationException">The settings do not do.</exception>
    public ChatModelSettings ConnectService(CommandSession session, ConnectionSettings connection, VertexAISettings vertexAI)
    {
        if (!Reads.Contains(typeof(VertexAISettings)))
            ParameterCheck.Refuse(session, ParameterCheck.NamesOf(typeof(VertexAISettings)), names => $"The {Name} backend has no use for {names}.", "Leave it out, or choose Gemini.");
        return Connect(session, connection, vertexAI, DefaultModel ?? Name, isSending: true);
    }

    /// <summary>Where the service is, by the parameters.</summary>
    /// <exception cref="ConfigurationException">They do not do.</exception>
    public virtual ServiceLocation Locate(CommandSession session, Uri? endpoint, string? apiVersion)
    {
        if (apiVersion is not null)
            RefuseUnread(session, nameof(ConnectionSettings.ApiVersion));
        return new ServiceLocation(CheckEndpoint(endpoint), KeyVariables);
    }

    /// <summary>The names of models to complete where the service lists none; null if it lists them.</summary>
    /// <param name="session">The session.</param>
    /// <param name="connection">The way to the service.</param>
    /// <param name="vertexAI">The project at Google Cloud.</param>
    public virtual IReadOnlyList<string>? KnownModels(CommandSession session, ConnectionSettings connection, VertexAISettings vertexAI) =>
        connection.Endpoint is not null && Locate(session, connection.Endpoint, connection.ApiVersion).Model is { } only ? [only] : null;

    /// <summary>Creates an embedding model with retries around it.</summary>
    /// <param name="session">The command's session.</param>
    /// <param name="connection">The way to the service.</param>
    /// <param name="vertexAI">The project at Google Cloud.</param>
    /// <param name="model">The model's name; null for the default.</param>
    /// <exception cref="ConfigurationException">The settings are invalid.</exception>
    public ITextEmbedder CreateEmbedder(CommandSession session, ConnectionSettings connection, VertexAISettings vertexAI, string? model)
    {
        if (!Reads.Contains(typeof(VertexAISettings)))
            ParameterCheck.Refuse(session, ParameterCheck.NamesOf(typeof(VertexAISettings)), names => $"The {Name} embedding has no use for {names}.", "Leave it out, or choose Gemini.");
        ChatModelSettings settings = Connect(session, connection, vertexAI, model ?? DefaultEmbeddingModel, isSending: true);
        RetryingEmbedder embedder = new(
            LibraryLoadContext.Create<ITextEmbedderFactory>().Create(settings), connection.RetryLimit, connection.MaxWait, TimeProvider.System, Random.Shared.NextDouble);
        embedder.Retrying += (retry, wait, fault) =>
            session.Verbose($"Retry {retry} of {connection.RetryLimit} in {wait.TotalSeconds:0.#} s: {fault.Message}");
        return embedder;
    }

    /// <inheritdoc/>
    protected override GenerationPlan Open(GenerationSettings settings, bool isSending)
    {
        ChatModelSettings connection = Connect(settings, isSending);
        return new ModelGeneration(settings, new HostedModel(this, settings, connection, BatchDelivery.Prepare(this, settings, connection, settings.Prompt.JournalPath)));
    }

    /// <inheritdoc/>
    protected override BackendModel OpenModel(ModelSettings settings, LocalSettings local) => new HostedModel(this, settings, Connect(settings));

    /// <summary>The endpoint that was given, or the service's own.</summary>
    /// <exception cref="ConfigurationException">It is not an address of the web.</exception>
    protected Uri CheckEndpoint(Uri? given)
    {
        Uri endpoint = given ?? DefaultEndpoint;
        return endpoint.IsAbsoluteUri && endpoint.Scheme is "http" or "https"
            ? endpoint
            : throw new ConfigurationException(Errors.Create(
                "BadEndpoint", ErrorCategory.InvalidArgument, EndpointText.Of(endpoint), $"'{EndpointText.Of(endpoint)}' is not a web address.",
                $"Give the base, as in {DefaultEndpoint}."));
    }

    /// <summary>Refuses to send a secret where others can read it.</summary>
    /// <exception cref="ConfigurationException">It would be sent so, and the user does not allow it.</exception>
    protected static void CheckEncryption(Uri endpoint, ConnectionSettings connection)
    {
        if (IsExposed(endpoint) && !connection.AllowUnencryptedAuthentication)
        {
            throw new ConfigurationException(Errors.Create(
                "UnencryptedEndpoint", ErrorCategory.SecurityError, EndpointText.Of(endpoint), $"The key would travel unencrypted to {endpoint.Host}.",
                "Use https, or say -NoKey if the server wants none, or -AllowUnencryptedAuthentication if the way there is safe."));
        }
    }

    /// <summary>A model of this service.</summary>
    /// <param name="session">The command's session.</param>
    /// <param name="connection">The way to the service.</param>
    /// <param name="vertexAI">The project at Google Cloud.</param>
    /// <param name="model">The model's name; null if the address has to name it.</param>
    /// <param name="isSending">Whether something will be sent, which takes a key.</param>
    /// <exception cref="ConfigurationException">The settings do not do.</exception>
    protected virtual ChatModelSettings Connect(CommandSession session, ConnectionSettings connection, VertexAISettings vertexAI, string? model, bool isSending)
    {
        ServiceLocation location = Locate(session, connection.Endpoint, connection.ApiVersion);
        Uri endpoint = location.Endpoint;
        model ??= location.Model;
        if (model is null)
        {
            throw new ConfigurationException(Errors.Create(
                "MissingModel", ErrorCategory.InvalidArgument, Name, $"The {Name} backend has no model by default.",
                "Name one by -Model; Tab completes it from the server's list."));
        }

        if (connection is { NoKey: true, ApiKey.Length: > 0 })
        {
            throw new ConfigurationException(Errors.Create(
                "ParameterNotUsed", ErrorCategory.InvalidArgument, Name, "-ApiKey does nothing with -NoKey.", "Leave one of them out."));
        }

        string? key = connection.IsKeyless ? null : ApiKeyLookup.Find(connection.ApiKey, location.KeyVariables, session.Folder, session.Warn);
        if (key is null && isSending && !endpoint.IsLoopback && !connection.IsKeyless)
        {
            throw new ConfigurationException(Errors.Create(
                "MissingApiKey", ErrorCategory.AuthenticationError, EndpointText.Of(endpoint), $"There is no key for {endpoint.Host}.",
                $"Set {string.Join(" or ", location.KeyVariables)} in the environment or in a .env file here or above, or give -ApiKey (Read-Host -AsSecureString). If the server wants no key, say -NoKey."));
        }

        if (key is not null)
        {
            CheckEncryption(endpoint, connection);
            CheckLength(key, endpoint);
        }

        return new ChatModelSettings(Service, model, endpoint, key is null ? null : () => key, TimeSpan.FromSeconds(connection.TimeoutSec))
        {
            Platform = location.Platform,
            MaxWait = connection.MaxWait,
            Log = session.Verbose,
            Warn = session.Warn,
        };
    }

    // What a server echoes of it could not be told from other words.
    private static void CheckLength(string key, Uri endpoint)
    {
        if (key.Trim().Length < KeyRedactor.ShortestSecret)
        {
            throw new ConfigurationException(Errors.Create(
                "ApiKeyTooShort", ErrorCategory.AuthenticationError, EndpointText.Of(endpoint),
                $"The key for {endpoint.Host} has fewer than {KeyRedactor.ShortestSecret} characters: it could not be kept out of errors and logs.",
                "If the server wants no key, give none: say -NoKey, and leave out a word in place of a key. Else ask the service for a real one."));
        }
    }
}

/// <summary>Where a service is.</summary>
/// <param name="Endpoint">Its base address.</param>
/// <param name="KeyVariables">The environment variables that hold its key; the first one that is set counts.</param>
/// <param name="Platform">On whose platform it runs.</param>
/// <param name="Model">The model that the address names; null for none.</param>
internal sealed record ServiceLocation(Uri Endpoint, IReadOnlyList<string> KeyVariables, ChatPlatform Platform = ChatPlatform.Own, string? Model = null);
