using System.Text.Json;
using SynthGen.Datasets.Formats.Preference;
using SynthGen.Datasets.Formats.Writing;

namespace SynthGen.Datasets.Formats.Kto;

/// <summary>
/// Writes pairs for TRL's KTOTrainer as two lines, the right message and the wrong one: {"prompt": […], "completion": […],
/// "label": true, "tools": […]}.
/// </summary>
internal sealed class KtoWriter(Stream stream, DatasetOptions options) : PairWriter(stream, options)
{
    protected override int LineCount => 2;

    protected override void WritePair(Utf8JsonWriter json, WrittenRow right, WrittenRow wrong)
    {
        WritePrompt(json, right);
        WriteLast(json, "completion"u8, Line == 0 ? right : wrong);
        json.WriteBoolean("label"u8, Line == 0);
        WriteTools(json, right);
    }
}
