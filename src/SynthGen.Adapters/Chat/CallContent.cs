using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthGen.Models;

namespace SynthGen.Adapters.Chat;

/// <summary>
/// Calls of tools as the abstraction has them. Beside the arguments stands the text that the model wrote, so that arguments
/// that are not JSON are kept as well.
/// </summary>
internal static class CallContent
{
    private const string Written = "arguments", Signature = "signature", Generated = "generatedId", Foreign = "foreign";

    /// <summary>A call that a service sent.</summary>
    /// <param name="id">The call's id; null or empty if the service gave none.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="arguments">The arguments as JSON, or what should be JSON.</param>
    /// <param name="signature">What the service wants back with the call; null for nothing.</param>
    public static FunctionCallContent Create(string? id, string name, string arguments, string? signature = null) =>
        new(id ?? "", name) { AdditionalProperties = new() { [Written] = arguments, [Signature] = signature } };

    /// <summary>A call of an earlier turn. Arguments that cannot be used go back as an object without members.</summary>
    public static FunctionCallContent Of(ChatCall call) => new(call.Id, call.Name, ArgumentsOf(call))
    {
        AdditionalProperties = new()
        {
            [Written] = call.GetFault() is null && call.Arguments.AsSpan().Trim().StartsWith('{') ? call.Arguments : "{}",
            [Signature] = call.Signature,
            [Generated] = call.HasGeneratedId ? Generated : null,
            [Foreign] = call.IsForeign ? Foreign : null,
        },
    };

    /// <summary>The arguments of a call as the model wrote them: JSON.</summary>
    public static string JsonOf(FunctionCallContent content) => Property(content, Written) ?? JsonSerializer.Serialize(content.Arguments);

    /// <summary>What the service wants back with a call; null for nothing.</summary>
    public static string? SignatureOf(FunctionCallContent content) => Property(content, Signature);

    /// <summary>Whether another model made a call.</summary>
    public static bool IsForeign(FunctionCallContent content) => Property(content, Foreign) is not null;

    /// <summary>The id that the service gave a call; null if it gave none.</summary>
    public static string? IdOf(FunctionCallContent content) => Property(content, Generated) is null ? content.CallId : null;

    /// <summary>The calls of a reply.</summary>
    /// <param name="response">The reply.</param>
    /// <param name="request">The request: ids are unique in the conversation.</param>
    /// <param name="redact">Removes the key.</param>
    public static IReadOnlyList<ChatCall> Read(ChatResponse response, ChatRequest request, Func<string, string> redact)
    {
        List<ChatCall> calls = [];
        HashSet<string> ids = [.. request.Turns.SelectMany(turn => turn.Calls).Select(call => call.Id)];
        foreach (FunctionCallContent content in response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>())
        {
            string id = redact(content.CallId);
            bool isGiven = id.Length > 0 && ids.Add(id);
            for (int number = ids.Count + 1; !isGiven && !ids.Add(id = FormattableString.Invariant($"call_{number}")); number++)
            {
            }

            calls.Add(new ChatCall(id, redact(content.Name), redact(JsonOf(content)))
            {
                Signature = SignatureOf(content),
                HasGeneratedId = !isGiven,
            });
        }

        return calls;
    }

    private static Dictionary<string, object?> ArgumentsOf(ChatCall call)
    {
        if (call.ToToolCall() is not { Arguments.Count: > 0 })
            return [];
        using JsonDocument document = JsonDocument.Parse(call.Arguments);
        Dictionary<string, object?> arguments = [];
        foreach (JsonProperty argument in document.RootElement.EnumerateObject())
            arguments[argument.Name] = argument.Value.Clone();
        return arguments;
    }

    private static string? Property(FunctionCallContent content, string name) =>
        content.AdditionalProperties?.TryGetValue(name, out string? value) == true ? value : null;
}
