using System.Text.Json;
using System.Text.Json.Nodes;
using SynthGen.Datasets.Formats.Messages;
using SynthGen.Datasets.Validation;

namespace SynthGen.Datasets.Formats.Preference;

/// <summary>The rules of preference pairs: prompt and continuations are lists of messages that make a chat together.</summary>
/// <param name="continuations">The keys of the continuations: chosen and rejected, or completion.</param>
internal sealed class PreferenceRules(params string[] continuations) : MessageRules
{
    private static readonly Rule PartMissing = Rule.Error("PartMissing", "Give the row a list of messages under this key.");
    private static readonly Rule LabelMissing = Rule.Error("LabelMissing", "Say by true or false whether the completion is right.");
    private static readonly Rule SameContinuation = Rule.Error("SameContinuation", "Remove the row, or give it a continuation that is wrong.");

    private readonly bool _isPair = continuations.Length > 1;

    protected override ToolsForm Tools { get; } = new(MayBeText: true);

    public override void Check(JsonObject row, LineReport report)
    {
        CheckKeys(row, report, ["prompt", "tools", .. _isPair ? (string[])[] : ["label"], .. continuations]);
        string[] missing = [.. continuations.Prepend("prompt").Where(key => row[key] is not JsonArray { Count: > 0 })];
        foreach (string key in missing)
            report.Add(PartMissing, $"$.{key}", $"'{key}' is no list, or an empty one.");
        if (!_isPair && row["label"]?.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False))
            report.Add(LabelMissing, "$.label", $"The label is {Node.NameOf(row["label"])}.");
        if (missing.Length > 0)
            return;

        CheckMessages(row, [.. Places(row, "prompt"), .. Places(row, continuations[0])], $"$.{continuations[0]}", report);
        foreach (string other in continuations.Skip(1))
        {
            // The problems of the prompt and the tools are reported once.
            LineReport again = new(fixing: false);
            again.Begin(report.Number);
            CheckMessages(row, [.. Places(row, "prompt"), .. Places(row, other)], $"$.{other}", again);
            report.Findings.AddRange(again.Findings.Where(finding => finding.Path.StartsWith($"$.{other}", StringComparison.Ordinal)));
        }

        if (_isPair && JsonNode.DeepEquals(row[continuations[0]], row[continuations[1]]))
            report.Add(SameContinuation, $"$.{continuations[1]}", "Both continuations are the same.");
    }

    protected override void CheckCall(JsonObject call, string path, Conversation talk, LineReport report) =>
        CallArguments.CheckObject((JsonObject)call["function"]!, "arguments", $"{path}.function", report);

    private static IEnumerable<(JsonNode? Message, string Path)> Places(JsonObject row, string key) =>
        ((JsonArray)row[key]!).Select((message, i) => (message, $"$.{key}[{i}]"));
}
