using System.Text.Json.Nodes;
using SynthGen.Datasets.Formats.Messages;
using SynthGen.Datasets.Validation;
using SynthGen.Hashing;

namespace SynthGen.Datasets.Formats.Mistral;

/// <summary>The rules of mistral-finetune and mistral-common.</summary>
internal sealed class MistralRules : MessageRules
{
    private static readonly Rule CallIdInvalid = Rule.Error("CallIdInvalid", "Give every call an id of exactly nine letters and digits.");
    private static readonly Rule DuplicateCallId = Rule.Error("DuplicateCallId", "Give every call of the file an id of its own.");
    private static readonly Rule CallContentMissing = Rule.Warning("CallContentMissing", "Give the turn an empty content beside its calls.");
    private static readonly Rule TextBesideCalls = Rule.Error("TextBesideCalls", "Leave the text out: tokenizer v3, which mistral-finetune uses, refuses a turn with both.");
    private static readonly Rule TooManySystemMessages = Rule.Error("SeveralSystemMessages", "Put the system messages together in one.");
    private readonly HashSet<ulong> _ids = [];

    protected override bool HasIds => true;

    protected override Rule SeveralSystemMessages => TooManySystemMessages;

    protected override ToolsForm Tools { get; } = new(NeedsAll: true, Names: ToolNameRule.OpenAI);

    protected override void CheckCall(JsonObject call, string path, Conversation talk, LineReport report)
    {
        string? id = Node.Text(call["id"]);
        if (id is null || !ShortCallId.IsValid(id))
            report.Add(CallIdInvalid, $"{path}.id", id is null ? "The call has no id." : $"The id '{id}' is not nine letters and digits.", () => Rename(call, id, talk));
        else if (!_ids.Add(StableRandom.Hash(id)))
            report.Add(DuplicateCallId, $"{path}.id", $"Another call of the file has the id '{id}'.", () => Rename(call, id, talk));
        CallArguments.CheckText((JsonObject)call["function"]!, $"{path}.function", report);
    }

    protected override void CheckCallTurn(JsonObject message, string path, LineReport report)
    {
        if (message["content"] is null)
            report.Add(CallContentMissing, $"{path}.content", "The turn with the calls has no content.", () => message["content"] = "");
        else if (Node.Text(message["content"]) is { Length: > 0 } && message["tool_calls"] is JsonArray { Count: > 0 })
            report.Add(TextBesideCalls, $"{path}.content", "The turn has a text and calls.");
    }

    // The new id comes from what the call says, and from how often that came before.
    private void Rename(JsonObject call, string? id, Conversation talk)
    {
        ulong key = StableRandom.Hash(Node.ToJson(call));
        for (int draw = 0; ; draw++)
        {
            string renamed = ShortCallId.Draw(key, draw);
            if (!_ids.Add(StableRandom.Hash(renamed)))
                continue;

            call["id"] = renamed;
            if (id is not null)
                talk.Renamed[id] = renamed;
            return;
        }
    }
}
