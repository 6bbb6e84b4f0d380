using System.Text.Json.Nodes;
using SynthGen.Datasets.Validation;

namespace SynthGen.Datasets.Formats.ShareGpt;

/// <summary>Base of the rules of ShareGPT conversations.</summary>
/// <param name="keys">The keys that a row may have.</param>
internal abstract class ShareGptRules(params string[] keys) : FormatRules
{
    private static readonly Rule ConversationsMissing = Rule.Error("ConversationsMissing", "Give the row a list of conversations.");

    public sealed override void Check(JsonObject row, LineReport report)
    {
        CheckKeys(row, report, keys);
        if (row["conversations"] is JsonArray { Count: > 0 } turns)
            CheckTurns(row, turns, report);
        else
            report.Add(ConversationsMissing, "$.conversations", "There are no conversations, or they are no list.");
    }

    /// <summary>Checks the turns of a row.</summary>
    protected abstract void CheckTurns(JsonObject row, JsonArray turns, LineReport report);

    /// <summary>Returns the names of the tools that a row offers, each {"name"} or {"function": {"name"}}.</summary>
    protected static HashSet<string> Offered(IEnumerable<JsonNode?> tools, string path, LineReport report)
    {
        HashSet<string> offered = new(StringComparer.Ordinal);
        foreach (JsonNode? tool in tools)
        {
            if (Node.Text((tool as JsonObject)?["name"] ?? ((tool as JsonObject)?["function"] as JsonObject)?["name"]) is { } name)
                Offer(offered, name, path, report);
        }

        return offered;
    }
}
