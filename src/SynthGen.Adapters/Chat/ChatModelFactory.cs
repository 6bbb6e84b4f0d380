using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Gemini;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Adapters.Chat.OpenAI;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat;

/// <summary>Makes models of hosted services; the one place where their parts are put together.</summary>
public sealed class ChatModelFactory : IChatModelFactory
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly TimeProvider _time;

    /// <summary>A factory by the system's clock.</summary>
    public ChatModelFactory()
        : this(TimeProvider.System)
    {
    }

    /// <summary>A factory by another clock.</summary>
    internal ChatModelFactory(TimeProvider time) => _time = time;

    /// <inheritdoc/>
    public IChatModel Create(ChatModelSettings settings)
    {
        Check(settings);
        ArgumentException.ThrowIfNullOrWhiteSpace(settings.Model);
        ApiKey key = new(settings.Service, settings.ApiKey);
        ServerErrorMapper faults = new(key, _time);
        AttemptTimeout timeout = new(settings.Timeout, _time);
        if (settings.Service == ChatService.Gemini)
        {
            HttpClient http = ServiceClient.Create(key, faults);
            IChatClient gemini = new GeminiChatClient(http, new GeminiAddress(settings.Endpoint), settings.Model, faults);
            return new ChatClientModel(
                new ContinuationChatClient(new TimeoutChatClient(gemini, timeout)), settings.Model, key, http);
        }
        else
        {
            Uri endpoint = OpenAIEndpoint(settings);
            HttpClient http = ServiceClient.Create(key, faults, inner => new OpenAIReplyHandler(faults, inner));
            IChatClient openAI = new OpenAIReplyChatClient(OpenAISdk.Create(http, endpoint, settings.Model));
            return new ChatClientModel(
                new OpenAIDialectChatClient(new TimeoutChatClient(openAI, timeout), OpenAIDialect.At(endpoint), settings.Log),
                settings.Model,
                key,
                http);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListModelsAsync(ChatModelSettings settings, CancellationToken cancellationToken)
    {
        Check(settings);
        ApiKey key = new(settings.Service, settings.ApiKey);
        using HttpClient http = ServiceClient.Create(key, new ServerErrorMapper(key, _time));
        ModelList list = new(http, new AttemptTimeout(settings.Timeout, _time));
        try
        {
            return settings.Service == ChatService.Gemini
                ? await list.OfGeminiAsync(new GeminiAddress(settings.Endpoint), cancellationToken).ConfigureAwait(false)
                : await list.OfOpenAIAsync(OpenAIEndpoint(settings), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (CallErrorMapper.Translate(exception, key, cancellationToken) is { } fault)
        {
            throw fault;
        }
    }

    private static Uri OpenAIEndpoint(ChatModelSettings settings) =>
        new((settings.Endpoint ?? OpenAISdk.Service).AbsoluteUri.TrimEnd('/'));

    private static void Check(ChatModelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Service is not (ChatService.Gemini or ChatService.OpenAI))
            throw new ArgumentException($"There is no service {settings.Service}.", nameof(settings));
        if (settings.Endpoint is { } endpoint && !(endpoint.IsAbsoluteUri && endpoint.Scheme is "http" or "https"))
            throw new ArgumentException("The endpoint is not an http or https address.", nameof(settings));
        if (settings.Timeout != Timeout.InfiniteTimeSpan && (settings.Timeout <= TimeSpan.Zero || settings.Timeout > LongestTimer))
            throw new ArgumentException("The timeout is not a length of time that can be waited.", nameof(settings));
    }
}
