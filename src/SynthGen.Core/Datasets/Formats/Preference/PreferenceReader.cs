using System.Text.Json;
using SynthGen.Datasets.Formats.Messages;
using SynthGen.Datasets.Formats.Reading;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Preference;

/// <summary>
/// Reads a pair as the row that is right: the prompt and what follows. A judgment that it is wrong becomes a row that did not
/// pass.
/// </summary>
/// <param name="right">The key of the continuation that is read.</param>
/// <param name="others">The keys that are passed over.</param>
internal sealed class PreferenceReader(string right, params string[] others) : MessagesReader("prompt")
{
    private const string Label = "label";

    protected override void Begin(JsonElement line, RowDraft row) => PassOverOthers(line, "", ["prompt", right, Label, "tools", .. others]);

    protected override IEnumerable<JsonElement> TurnsOf(JsonElement line) => [.. base.TurnsOf(line), .. JsonElementReader.Get(line, right, JsonValueKind.Array, right).EnumerateArray()];

    protected override DatasetRow Complete(JsonElement line, DatasetRow row) => JsonElementReader.TryGet(line, Label, out JsonElement label) && label.ValueKind == JsonValueKind.False
        ? row with { Id = row.Id, Verdict = new Verdict([new GateResult("Label", GateStatus.Failed) { Reason = "Rejected" }]) }
        : row;
}
