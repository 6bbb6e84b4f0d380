using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Models;

/// <summary>A model's call of a tool that the request offered.</summary>
/// <param name="Id">The call's id, to which its result refers; unique in its conversation.</param>
/// <param name="Name">The tool's name in the model's words; the request may not have offered it.</param>
/// <param name="Arguments">The arguments as JSON, as the model wrote them; empty if it wrote none.</param>
public sealed record ChatCall(string Id, string Name, string Arguments)
{
    // Deeper than any schema of arguments.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>What the service wants back with the call in later requests (Gemini's thought signature); null for nothing.</summary>
    public string? Signature { get; init; }

    /// <summary>Whether the model asked did not make the call itself, so that there is no signature of its own.</summary>
    public bool IsForeign { get; init; }

    /// <summary>Whether the service gave no id, so that this one is not sent back.</summary>
    public bool HasGeneratedId { get; init; }

    /// <summary>The call; null if its arguments cannot be used.</summary>
    public ToolCall? ToToolCall() => Parse(Arguments).Value is { } arguments ? new ToolCall(Name, arguments) : null;

    /// <summary>Why the arguments cannot be used; null if they can.</summary>
    public string? GetFault() => Parse(Arguments).Fault;

    // Servers write the arguments of a tool without parameters as nothing at all.
    private static (IReadOnlyDictionary<string, object?>? Value, string? Fault) Parse(string json)
    {
        if (string.IsNullOrWhiteSpace(json) || json.Trim() == "null")
            return (JsonValue.Object(), null);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, Options);
            return JsonValue.Read(document.RootElement) is IReadOnlyDictionary<string, object?> arguments
                ? (arguments, null)
                : (null, "the arguments are not an object");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return (null, $"the arguments are not JSON ({error.Message})");
        }
    }
}
