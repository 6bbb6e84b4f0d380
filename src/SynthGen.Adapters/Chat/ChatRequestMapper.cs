using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat;

/// <summary>Maps ChatRequest to Microsoft.Extensions.AI messages and options.</summary>
internal sealed class ChatRequestMapper
{
    private const string SchemaName = "reply";

    private Format? _format;

    /// <summary>The conversation.</summary>
    public static List<ChatMessage> Messages(ChatRequest request)
    {
        List<ChatMessage> messages = new(request.Turns.Count);
        foreach (ChatTurn turn in request.Turns)
            messages.Add(Message(turn));
        return messages;
    }

    /// <summary>The options.</summary>
    /// <exception cref="ArgumentException">The response schema is not JSON.</exception>
    public ChatOptions Options(ChatRequest request)
    {
        ChatSampling sampling = request.Sampling;
        ChatOptions options = new()
        {
            Temperature = (float?)sampling.Temperature,
            TopP = (float?)sampling.TopP,
            MaxOutputTokens = sampling.MaxOutputToken,
            Seed = sampling.Seed,
            ResponseFormat = request.ResponseSchema is { } schema ? ResponseFormat(schema) : null,
            Tools = request.Tools.Count > 0 ? [.. request.Tools.Select(OfferedTool.Of)] : null,
        };
        if (sampling.ReasoningEffort is { } effort)
        {
            options.Reasoning = new ReasoningOptions { Effort = Effort(effort) };
            options.AdditionalProperties = new AdditionalPropertiesDictionary { [ReplyProperties.ReasoningEffort] = effort.ToLowerInvariant() };
        }

        return options;
    }

    // A run uses the same schema string for every page: it is parsed once and recognised by its reference.
    private ChatResponseFormatJson ResponseFormat(string schema)
    {
        Format? last = Volatile.Read(ref _format);
        if (last is null || last.Text != schema)
        {
            last = new Format(schema, Parse(schema));
            Volatile.Write(ref _format, last);
        }

        return last.Parsed;
    }

    private static ChatResponseFormatJson Parse(string schema)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(schema);
            return ChatResponseFormat.ForJsonSchema(document.RootElement.Clone(), SchemaName);
        }
        catch (JsonException exception)
        {
            throw new ArgumentException($"The response schema is not JSON: {exception.Message}", nameof(schema), exception);
        }
    }

    private static ChatMessage Message(ChatTurn turn)
    {
        if (turn.Role == SynthGen.Models.ChatRole.Tool)
            return new ChatMessage(Role(turn.Role), [new FunctionResultContent(turn.CallId ?? "", turn.Text)]);
        if (turn.Calls.Count == 0)
            return new ChatMessage(Role(turn.Role), turn.Text);
        List<AIContent> contents = [.. turn.Calls.Select(CallContent.Of)];
        if (turn.Text.Length > 0)
            contents.Insert(0, new TextContent(turn.Text));
        return new ChatMessage(Role(turn.Role), contents);
    }

    private static Microsoft.Extensions.AI.ChatRole Role(SynthGen.Models.ChatRole role) => role switch
    {
        SynthGen.Models.ChatRole.System => Microsoft.Extensions.AI.ChatRole.System,
        SynthGen.Models.ChatRole.Assistant => Microsoft.Extensions.AI.ChatRole.Assistant,
        SynthGen.Models.ChatRole.Tool => Microsoft.Extensions.AI.ChatRole.Tool,
        _ => Microsoft.Extensions.AI.ChatRole.User,
    };

    // The abstraction's lowest effort is None, which servers understand as minimal.
    private static ReasoningEffort? Effort(string word) => word.ToLowerInvariant() switch
    {
        "none" or "minimal" => ReasoningEffort.None,
        "low" => ReasoningEffort.Low,
        "medium" => ReasoningEffort.Medium,
        "high" => ReasoningEffort.High,
        _ => ReasoningEffort.ExtraHigh,
    };

    private sealed record Format(string Text, ChatResponseFormatJson Parsed);
}
