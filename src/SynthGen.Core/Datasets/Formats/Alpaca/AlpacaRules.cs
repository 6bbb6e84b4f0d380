using System.Text.Json.Nodes;
using SynthGen.Datasets.Validation;

namespace SynthGen.Datasets.Formats.Alpaca;

/// <summary>The rules of Alpaca rows whose output is a call.</summary>
internal sealed class AlpacaRules : FormatRules
{
    private static readonly Rule TextMissing = Rule.Error("TextMissing", "Give instruction, input and output as strings.");
    private static readonly Rule OutputNotString = Rule.Error("OutputNotString", "Write the output as a string.");
    private static readonly Rule OutputNotCall = Rule.Warning("OutputNotCall", "The output is to be a call as JSON, {\"name\": …, \"arguments\": {…}}, or a list of calls.");

    public override void Check(JsonObject row, LineReport report)
    {
        CheckKeys(row, report, "instruction", "input", "output");
        foreach (string key in (ReadOnlySpan<string>)["instruction", "input"])
        {
            if (Node.Text(row[key]) is null)
                report.Add(TextMissing, $"$.{key}", $"The {key} is {Node.NameOf(row[key])}.");
        }

        JsonNode? output = row["output"];
        if (output is JsonObject or JsonArray)
        {
            report.Add(OutputNotString, "$.output", $"The output is {Node.NameOf(output)}.", () => row["output"] = Node.ToJson(output));
            return;
        }

        if (Node.Text(output) is not { } text)
            report.Add(TextMissing, "$.output", $"The output is {Node.NameOf(output)}.");
        else if (Node.Parse(text) is not { } held || !(held is JsonArray list ? list : new JsonArray(held)).All(IsCall))
            report.Add(OutputNotCall, "$.output", "The output does not hold a call.");
    }

    private static bool IsCall(JsonNode? node) => node is JsonObject call && Node.Text(call["name"]) is not null && call["arguments"] is JsonObject;
}
