using System.Text.Json;
using SynthGen.Datasets.Formats.Reading;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.ShareGpt;

/// <summary>Base of the readers of ShareGPT conversations, whose turns are {"from", "value"}.</summary>
/// <param name="callsMissing">The problem of a line without a call.</param>
internal abstract class ShareGptReader(string callsMissing) : TurnsReader("conversations", "no turn is from 'human'", callsMissing)
{
    protected override Turn Identify(JsonElement element)
    {
        string from = JsonElementReader.Text(JsonElementReader.Object(element, "a turn"), "from", "conversations[].from");
        return new Turn(KindOf(from), from, element, JsonElementReader.Text(element, "value", "conversations[].value"));
    }

    /// <summary>Returns a turn's role from its speaker.</summary>
    protected abstract TurnKind KindOf(string from);

    protected override string TextOf(Turn turn) => turn.Text!;

    protected override string Whose(Turn turn) => $"from '{turn.Speaker}'";
}
