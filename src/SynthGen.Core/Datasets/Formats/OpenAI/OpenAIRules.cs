using System.Text.Json.Nodes;
using SynthGen.Datasets.Formats.Messages;
using SynthGen.Datasets.Validation;

namespace SynthGen.Datasets.Formats.OpenAI;

/// <summary>OpenAI's rules.</summary>
internal sealed class OpenAIRules : MessageRules
{
    private const int FewestRows = 10;
    private static readonly Rule CallIdMissing = Rule.Error("CallIdMissing", "Give every call an id.");
    private static readonly Rule DuplicateCallId = Rule.Error("DuplicateCallId", "Give every call of a row an id of its own.");
    private static readonly Rule TooFewRows = Rule.Error("TooFewRows", "Add rows.");

    protected override bool HasIds => true;

    protected override ToolsForm Tools { get; } = new(Names: ToolNameRule.OpenAI);

    public override void Finish(long rows, LineReport report)
    {
        if (rows < FewestRows)
            report.Add(TooFewRows, "$", $"The file has {rows} rows, and fine-tuning takes {FewestRows} at least.");
    }

    protected override void CheckCall(JsonObject call, string path, Conversation talk, LineReport report)
    {
        string? id = Node.Text(call["id"]);
        if (id is null or "")
            report.Add(CallIdMissing, $"{path}.id", "The call has no id.", () => call["id"] = NewId(talk));
        else if (talk.Open.Contains(id))
            report.Add(DuplicateCallId, $"{path}.id", $"Another call of the row has the id '{id}'.", () => call["id"] = NewId(talk));
        CallArguments.CheckText((JsonObject)call["function"]!, $"{path}.function", report);
    }

    private static string NewId(Conversation talk)
    {
        int number = talk.Open.Count + 1;
        while (talk.Open.Contains($"call_{number}"))
            number++;
        return $"call_{number}";
    }
}
