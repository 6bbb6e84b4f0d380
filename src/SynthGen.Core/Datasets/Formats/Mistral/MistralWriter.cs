using System.Text.Json;
using SynthGen.Datasets.Formats.Messages;
using SynthGen.Datasets.Formats.Writing;

namespace SynthGen.Datasets.Formats.Mistral;

/// <summary>
/// Writes rows for mistral-finetune: the assistant's turn has empty content, arguments are a JSON string, and call ids come
/// from <see cref="MistralCallIds"/>.
/// </summary>
internal sealed class MistralWriter(Stream stream, DatasetOptions options, MistralCallIds ids) : MessagesWriter(stream, options, ToolListJson.WriteTyped, ToolNameRule.OpenAI)
{
    protected override void WriteContent(Utf8JsonWriter json) => json.WriteString("content"u8, ""u8);

    protected override void WriteCalls(Utf8JsonWriter json, SyntheticQuery row)
    {
        ulong key = RowKey.Of(row);
        for (int i = 0; i < row.Tools.Count; i++)
            WriteCall(json, ids.Take(key, i), row.Tools[i]);
    }
}
