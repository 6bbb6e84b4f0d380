using System.Text.Json;
using SynthGen.Datasets.Formats.Messages;
using SynthGen.Datasets.Formats.Writing;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats.Trl;

/// <summary>Writes rows for TRL: {"messages": […], "tools": […]}. Arguments are an object, and calls have no ids.</summary>
internal sealed class TrlWriter(Stream stream, DatasetOptions options) : MessagesWriter(stream, options, ToolListJson.WriteTyped)
{
    protected override void WriteArguments(Utf8JsonWriter json, IReadOnlyDictionary<string, object?> arguments) => JsonValue.Write(json, arguments);
}
