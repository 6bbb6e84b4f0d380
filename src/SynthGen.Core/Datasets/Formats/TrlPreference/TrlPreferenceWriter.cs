using System.Text.Json;
using SynthGen.Datasets.Formats.Preference;
using SynthGen.Datasets.Formats.Writing;

namespace SynthGen.Datasets.Formats.TrlPreference;

/// <summary>Writes pairs for TRL's DPOTrainer: {"prompt": […], "chosen": […], "rejected": […], "tools": […]}.</summary>
internal sealed class TrlPreferenceWriter(Stream stream, DatasetOptions options) : PairWriter(stream, options)
{
    protected override void WritePair(Utf8JsonWriter json, WrittenRow right, WrittenRow wrong)
    {
        WritePrompt(json, right);
        WriteLast(json, "chosen"u8, right);
        WriteLast(json, "rejected"u8, wrong);
        WriteTools(json, right);
    }
}
