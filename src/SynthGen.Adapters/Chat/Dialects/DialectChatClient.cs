using Microsoft.Extensions.AI;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat.Dialects;

/// <summary>
/// Asks in the dialect that the server takes, and learns it: what a server refuses is left out or said otherwise from then
/// on, and said once.
/// </summary>
/// <param name="inner">Sends a request once.</param>
/// <param name="first">What the server is taken to speak before it has said anything.</param>
/// <param name="settings">Gets the lines and the warnings.</param>
internal sealed class DialectChatClient<TDialect>(IChatClient inner, TDialect first, ChatModelSettings settings) : DelegatingChatClient(inner)
    where TDialect : class, IDialect<TDialect>
{
    private TDialect _dialect = first;

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<ChatMessage> turns = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        while (true)
        {
            TDialect spoken = Volatile.Read(ref _dialect);
            (IReadOnlyList<ChatMessage> said, ChatOptions? saidWith) = spoken.Say(turns, options);
            DialectChange<TDialect>? change = null;
            try
            {
                return await base.GetResponseAsync(said, saidWith, cancellationToken).ConfigureAwait(false);
            }
            catch (ChatException refusal) when (
                refusal.Status is 400 or 422 && (change = spoken.After(new Refusal(refusal, turns, options))) is not null)
            {
                // Of many requests refused at once the first one says so; the others ask again as it has found.
                if (ReferenceEquals(Interlocked.CompareExchange(ref _dialect, change.Next, spoken), spoken))
                    (change.IsUsers ? settings.Warn : settings.Log)?.Invoke($"{change.Text}; the server says: {refusal.Message.ReplaceLineEndings(" ")}");
            }
        }
    }
}
