using SynthGen.Adapters.Chat.Http;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat;

/// <summary>Creates models of hosted services. Only this class assembles their parts.</summary>
public sealed class ChatModelFactory : IChatModelFactory
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly TimeProvider _time;

    /// <summary>Creates a factory that uses the system's clock.</summary>
    public ChatModelFactory()
        : this(TimeProvider.System)
    {
    }

    /// <summary>Creates a factory that uses another clock.</summary>
    internal ChatModelFactory(TimeProvider time) => _time = time;

    /// <inheritdoc/>
    public IChatModel Create(ChatModelSettings settings)
    {
        Check(settings);
        ArgumentException.ThrowIfNullOrWhiteSpace(settings.Model);
        ServiceProtocol protocol = ServiceProtocol.Of(settings);
        ServiceConnection connection = new(protocol, settings, _time, forChat: true, settings.Delivery is { } deliver ? new DeliveryHandler(deliver) : null);
        return new ChatClientModel(protocol.CreateChat(connection, settings), settings.Model, connection);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListModelsAsync(ChatModelSettings settings, CancellationToken cancellationToken)
    {
        Check(settings);
        ServiceProtocol protocol = ServiceProtocol.Of(settings);
        using ServiceConnection connection = new(protocol, settings, _time);
        try
        {
            return await protocol.ListModelsAsync(connection, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (CallErrorMapper.Translate(exception, connection.Redactor, cancellationToken) is { } fault)
        {
            throw fault;
        }
    }

    private static void Check(ChatModelSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(settings.Endpoint);
        if (!settings.Endpoint.IsAbsoluteUri || settings.Endpoint.Scheme is not ("http" or "https"))
            throw new ArgumentException("The endpoint is not an http or https address.", nameof(settings));
        if (settings.Timeout != Timeout.InfiniteTimeSpan && (settings.Timeout <= TimeSpan.Zero || settings.Timeout > LongestTimer))
            throw new ArgumentException("The timeout is not a length of time that can be waited.", nameof(settings));
    }
}
