using System.Text.Json;
using SynthGen.Datasets.Formats.Canonical;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Messages;

/// <summary>Base of the formats of chat messages, which differ only in their calls.</summary>
internal abstract class MessagesFormat(string name, string description) : DatasetFormat(name, description)
{
    internal sealed override IRowReader CreateReader() => new MessagesReader();

    internal sealed override bool Recognizes(JsonElement line) =>
        Has(line, "messages") && !CanonicalFormat.IsConversation(line) && Recognizes(FirstCall(line.GetProperty("messages")));

    /// <summary>Whether the first call of a row has the format's form.</summary>
    /// <param name="call">The first call whose function has arguments; null if the row has none.</param>
    protected abstract bool Recognizes(CallForm? call);

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
