using System.Text.Json.Nodes;
using SynthGen.Datasets.Formats.Messages;
using SynthGen.Datasets.Validation;

namespace SynthGen.Datasets.Formats.Axolotl;

/// <summary>Axolotl's rules.</summary>
internal sealed class AxolotlRules : MessageRules
{
    private static readonly Rule ArgumentsMixed = Rule.Error("ArgumentsMixed", "Write the arguments of all rows as strings.");
    private readonly ArgumentTypes _types = new(Rule.Error("ArgumentTypeVaries", "Write the arguments of all rows as strings."));
    private bool? _texts;

    protected override ToolsForm Tools { get; } = new();

    protected override void CheckCall(JsonObject call, string path, Conversation talk, LineReport report)
    {
        JsonObject function = (JsonObject)call["function"]!;
        if (CallArguments.CheckEither(function, $"{path}.function", report) is { } arguments)
            _types.Check(arguments, $"{path}.function.arguments", report);

        bool isText = function["arguments"] is not JsonObject;
        if ((_texts ??= isText) != isText)
            report.Add(ArgumentsMixed, $"{path}.function.arguments", "Arguments are strings in some rows and objects in others.", _texts == true ? () => function["arguments"] = Node.ToJson(function["arguments"]) : null);
    }
}
