using System.Text.Json.Nodes;
using SynthGen.Datasets.Formats.Messages;
using SynthGen.Datasets.Validation;

namespace SynthGen.Datasets.Formats.Trl;

/// <summary>TRL's rules.</summary>
internal sealed class TrlRules : MessageRules
{
    private readonly ArgumentTypes _types = new(Rule.Warning(
        "ArgumentTypeVaries", "Load with datasets 4.7 or newer, which has a Json type, or use the format Axolotl, whose arguments are strings."));

    protected override ToolsForm Tools { get; } = new(MayBeText: true, MayBeBare: true);

    protected override void CheckCall(JsonObject call, string path, Conversation talk, LineReport report)
    {
        if (CallArguments.CheckObject((JsonObject)call["function"]!, "arguments", $"{path}.function", report) is { } arguments)
            _types.Check(arguments, $"{path}.function.arguments", report);
    }
}
