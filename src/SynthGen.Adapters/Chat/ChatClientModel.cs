using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Http;
using SynthGen.Json;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat;

/// <summary>A chat client as the port's model. It maps requests, replies and exceptions, and redacts the key in all of them.</summary>
internal sealed class ChatClientModel(IChatClient client, string model, ServiceConnection connection) : IChatModel
{
    // Faults of the server or slips of the model, which another attempt may not have.
    private static readonly HashSet<string> MomentaryFinishes = new(StringComparer.OrdinalIgnoreCase)
    {
        "error", "insufficient_system_resource", "MALFORMED_FUNCTION_CALL", "MALFORMED_RESPONSE",
    };

    private readonly ChatRequestMapper _question = new();

    /// <inheritdoc/>
    public async Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        ChatOptions options = _question.Options(request);
        ResponseMetadata exchange = ResponseMetadata.Begin();
        try
        {
            ChatResponse response = await client
                .GetResponseAsync(ChatRequestMapper.Messages(request), options, cancellationToken).ConfigureAwait(false);
            return Reply(response, request, exchange);
        }
        catch (Exception exception) when (CallErrorMapper.Translate(exception, connection.Redactor, cancellationToken) is { } fault)
        {
            throw fault;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        connection.Dispose();
    }

    private ChatReply Reply(ChatResponse response, ChatRequest request, ResponseMetadata exchange)
    {
        KeyRedactor redactor = connection.Redactor;
        string? word = null;
        response.AdditionalProperties?.TryGetValue(ReplyProperties.FinishReason, out word);
        string? requestId = exchange.RequestId ?? (response.ResponseId is { Length: > 0 } id ? id : null);
        string text = Thoughts.Without(response.Text);
        if (word is not null && MomentaryFinishes.Contains(word) && !CompleteJson.IsIn(text))
        {
            throw new ChatException(ChatErrorKind.Transient, $"The reply broke off ({word}).")
            {
                RequestId = requestId,
                InputTokens = Count(response.Usage?.InputTokenCount) ?? 0,
                OutputTokens = Count(response.Usage?.OutputTokenCount) ?? 0,
            };
        }

        IReadOnlyList<ChatCall> calls = request.Tools.Count > 0 ? CallContent.Read(response, request, redactor.RedactReply) : [];
        return new ChatReply(
            redactor.RedactReply(text),
            FinishReasonMap.Find(response.FinishReason, calls.Count > 0),
            redactor.RedactReply(word ?? response.FinishReason?.Value ?? ReplyProperties.NoFinishReason),
            redactor.RedactReply(response.ModelId is { Length: > 0 } named ? named : model))
        {
            Calls = calls,
            InputTokens = Count(response.Usage?.InputTokenCount),
            CachedTokens = Count(response.Usage?.CachedInputTokenCount),
            OutputTokens = Count(response.Usage?.OutputTokenCount),
            RequestId = requestId is null ? null : redactor.RedactReply(requestId),
            Limits = exchange.Limits,
        };
    }

    private static int? Count(long? tokens) => tokens is { } count ? (int)Math.Clamp(count, 0, int.MaxValue) : null;
}
