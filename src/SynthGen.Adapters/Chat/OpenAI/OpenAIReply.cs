using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthGen.Adapters.Chat.Json;
using SynthGen.Json;

namespace SynthGen.Adapters.Chat.OpenAI;

/// <summary>
/// A chat completion, read with goodwill for all that stands around the answer: servers that call themselves compatible
/// leave out, rename and retype most of it. <see cref="ToBody"/> writes it down as the SDK expects it.
/// </summary>
internal sealed class OpenAIReply
{
    private static readonly string[] ReasoningNames = ["reasoning_content", "reasoning", "thinking"];

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _reasoning = new();
    private readonly OpenAICalls _calls = new();
    private string? _id, _model, _refusal;
    private int? _cached;
    private bool _isStream;

    /// <summary>Whether there is a choice to read.</summary>
    public bool HasChoice { get; private set; }

    /// <summary>The finish reason in the server's word; null if it gives none.</summary>
    public string? FinishReason { get; private set; }

    /// <summary>The part that holds an error instead of an answer; null if there is none.</summary>
    public JsonElement? Error { get; private set; }

    /// <summary>Input tokens; null if the server does not count them.</summary>
    public int? InputTokens { get; private set; }

    /// <summary>Output tokens; null if the server does not count them.</summary>
    public int? OutputTokens { get; private set; }

    /// <summary>The answer; null if there is none.</summary>
    public string? Text => _text.Length > 0 ? _text.ToString() : _calls.IsEmpty ? AnswerInReasoning() : null;

    /// <summary>The calls of tools, in order.</summary>
    public IReadOnlyList<FunctionCallContent> Calls => _calls.Read();

    /// <summary>Reads a reply, or the events of one.</summary>
    /// <exception cref="JsonException">A text is broken, or a stream breaks off.</exception>
    public static OpenAIReply Read(IReadOnlyList<JsonElement> documents)
    {
        OpenAIReply reply = new() { _isStream = documents.Count > 1 };
        foreach (JsonElement document in documents)
            reply.Take(document);
        if (reply is { _isStream: true, HasChoice: true, FinishReason: null, Error: null } && !CompleteJson.IsIn(reply.Text))
            throw new JsonException("The event stream broke off.");
        return reply;
    }

    /// <summary>The reply as OpenAI itself would send it. How it ended is told beside it: the SDK throws at words it does not know.</summary>
    public byte[] ToBody()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream))
        {
            json.WriteStartObject();
            json.WriteString("id"u8, _id ?? "");
            json.WriteString("object"u8, "chat.completion"u8);
            json.WriteNumber("created"u8, 0);
            json.WriteString("model"u8, _model ?? "");
            json.WriteStartArray("choices"u8);
            json.WriteStartObject();
            json.WriteNumber("index"u8, 0);
            json.WriteStartObject("message"u8);
            json.WriteString("role"u8, "assistant"u8);
            json.WriteString("content"u8, Text);
            json.WriteString("refusal"u8, _refusal);
            json.WriteEndObject();
            json.WriteString("finish_reason"u8, "stop"u8);
            json.WriteEndObject();
            json.WriteEndArray();
            WriteUsage(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private void Take(JsonElement document)
    {
        _id ??= document.Text("id");
        _model ??= document.Text("model");
        if (document.Property("error") is not null)
            Error ??= document;
        if (document.Property("usage") is { } usage)
            TakeUsage(usage);
        JsonElement? choice = document.Property("choices") is { ValueKind: JsonValueKind.Object } only
            ? only
            : document.Items("choices").Select(one => (JsonElement?)one).FirstOrDefault();
        if (choice is { } first)
            TakeChoice(first);
    }

    private void TakeChoice(JsonElement choice)
    {
        if (choice.Property("error") is not null)
            Error ??= choice;
        FinishReason = choice.Text("finish_reason") ?? FinishReason;
        if ((choice.Property("message") ?? choice.Property("delta")) is { ValueKind: JsonValueKind.Object } message)
        {
            HasChoice = true;
            _refusal = message.Text("refusal") is { Length: > 0 } refusal ? _refusal + refusal : _refusal;
            TakeContent(message.Property("content"));
            _calls.Take(message);
            foreach (string name in ReasoningNames)
                _reasoning.Append(message.Text(name));
        }
        else if (choice.Text("text") is { } text)
        {
            HasChoice = true;
            _text.Append(text);
        }
    }

    // A text, or parts of which those that are text are the answer; what is thought stands in parts of its own.
    private void TakeContent(JsonElement? content)
    {
        if (content is { ValueKind: JsonValueKind.String } text)
            _text.Append(text.Text());
        if (content is not { ValueKind: JsonValueKind.Array } parts)
            return;
        foreach (JsonElement part in parts.EnumerateArray())
        {
            if (part.ValueKind == JsonValueKind.String)
                _text.Append(part.Text());
            else if (part.Text("type") is null or "text" or "output_text")
                _text.Append(part.Text("text"));
        }
    }

    private void TakeUsage(JsonElement usage)
    {
        InputTokens = usage.Count("prompt_tokens") ?? InputTokens;
        OutputTokens = usage.Count("completion_tokens") ?? OutputTokens;
        _cached = usage.Property("prompt_tokens_details")?.Count("cached_tokens") ?? _cached;
    }

    private void WriteUsage(Utf8JsonWriter json)
    {
        if (InputTokens is null && OutputTokens is null)
            return;
        json.WriteStartObject("usage"u8);
        json.WriteNumber("prompt_tokens"u8, InputTokens ?? 0);
        json.WriteNumber("completion_tokens"u8, OutputTokens ?? 0);
        json.WriteNumber("total_tokens"u8, (long)(InputTokens ?? 0) + (OutputTokens ?? 0) is var total and <= int.MaxValue ? total : int.MaxValue);
        if (_cached is { } cached)
        {
            json.WriteStartObject("prompt_tokens_details"u8);
            json.WriteNumber("cached_tokens"u8, cached);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // Some servers take an answer in JSON for thoughts where a model that could think does not.
    private string? AnswerInReasoning()
    {
        string reasoning = Thoughts.Without(_reasoning.ToString());
        return CompleteJson.Is(reasoning) ? reasoning : null;
    }
}
