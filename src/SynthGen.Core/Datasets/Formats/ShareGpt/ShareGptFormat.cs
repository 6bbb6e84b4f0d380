using System.Text.Json;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.ShareGpt;

/// <summary>
/// Base of the formats of ShareGPT conversations; they differ in how they have calls and results, and in whether the tools have a
/// key of their own.
/// </summary>
internal abstract class ShareGptFormat(string name, string description, bool hasTools) : DatasetFormat(name, description)
{
    /// <summary>The Parquet column of the turns.</summary>
    protected static Column Conversations { get; } = new("conversations", ColumnKind.List, new("from", ColumnKind.Text), new("value", ColumnKind.Text));

    // The published sets of Hermes have the key too, so the turns come before it.
    internal sealed override bool Recognizes(JsonElement line) =>
        Has(line, "conversations", unless: ["messages", "contents"]) && (FindSpeakersOfTools(line) ?? Has(line, "tools")) == hasTools;

    internal sealed override bool Tells(JsonElement line) => FindSpeakersOfTools(line) is not null;

    internal sealed override bool IsLike(DatasetFormat other) => other is ShareGptFormat;

    // True if calls and results have turns of their own, false if they are blocks in the text, null if there are none.
    private static bool? FindSpeakersOfTools(JsonElement line)
    {
        foreach (JsonElement turn in JsonElementReader.Items(line.GetProperty("conversations")))
        {
            switch (JsonElementReader.TryGet(turn, "from", out JsonElement from) && from.ValueKind == JsonValueKind.String ? from.GetString() : null)
            {
                case "function_call" or "observation":
                    return true;
                case "tool":
                    return false;
                case "system" when ValueHas(turn, "<tools>"):
                case "gpt" or "assistant" when ValueHas(turn, "<tool_call>"):
                    return false;
            }
        }

        return null;
    }

    private static bool ValueHas(JsonElement turn, string tag) =>
        JsonElementReader.TryGet(turn, "value", out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString()!.Contains(tag, StringComparison.Ordinal);
}
