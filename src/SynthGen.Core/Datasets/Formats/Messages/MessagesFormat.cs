using System.Text.Json;
using SynthGen.Datasets.Formats.Canonical;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Messages;

/// <summary>Base of the formats of chat messages, which differ only in their calls.</summary>
internal abstract class MessagesFormat(string name, string description) : DatasetFormat(name, description)
{
    internal sealed override IRowReader CreateReader() => new MessagesReader();

    internal sealed override bool Recognizes(JsonElement line) =>
        Has(line, "messages") && !CanonicalFormat.IsConversation(line) &&
        (FirstCall(line.GetProperty("messages")) is { } call ? Recognizes(call) : TakesWithoutCalls(HasBareTools(line)));

    // Rows without a call are the same in all.
    internal sealed override bool Tells(JsonElement line) => FirstCall(line.GetProperty("messages")) is not null;

    internal sealed override bool IsLike(DatasetFormat other) => other is MessagesFormat;

    /// <summary>Whether the first call of a row whose function has arguments has the format's form.</summary>
    protected abstract bool Recognizes(CallForm call);

    /// <summary>Whether rows without a call are taken for this format's.</summary>
    /// <param name="bareTools">Whether a tool is a string, or a function that is not in an object with its type.</param>
    protected virtual bool TakesWithoutCalls(bool bareTools) => false;

    private static bool HasBareTools(JsonElement line) =>
        JsonElementReader.TryGet(line, "tools", out JsonElement tools) && JsonElementReader.Items(tools).Any(tool => tool.ValueKind == JsonValueKind.String || JsonElementReader.TryGet(tool, "name", out _));

    private static CallForm? FirstCall(JsonElement messages)
    {
        foreach (JsonElement message in JsonElementReader.Items(messages))
        {
            if (!JsonElementReader.TryGet(message, "tool_calls", out JsonElement calls))
                continue;

            foreach (JsonElement call in JsonElementReader.Items(calls))
            {
                if (JsonElementReader.TryGet(call, "function", out JsonElement function) && JsonElementReader.TryGet(function, "arguments", out JsonElement arguments))
                {
                    return new CallForm(
                        arguments.ValueKind == JsonValueKind.Object,
                        JsonElementReader.TryGet(call, "id", out JsonElement id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null);
                }
            }
        }

        return null;
    }
}

/// <summary>The form of a call.</summary>
/// <param name="ArgumentsAreObject">Whether the arguments are an object; otherwise they are a string that holds one.</param>
/// <param name="Id">The call's id; null if it has none.</param>
internal sealed record CallForm(bool ArgumentsAreObject, string? Id);
