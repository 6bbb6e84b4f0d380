using System.Globalization;
using System.Text.Json;

namespace SynthGen.Datasets.Formats;

/// <summary>
/// Writes rows as xLAM's and APIGen's datasets have them: {"id", "query", "answers", "tools"}, the last two JSON strings,
/// parameters as <see cref="PythonParameters"/> has them.
/// </summary>
internal sealed class XlamWriter(Stream stream, DatasetOptions options) : FormatWriter(stream, options.SystemPrompt)
{
    private readonly ToolSampler _offer = new(options);
    private readonly ToolListJson _tools = new(PythonParameters.WriteTool);
    private readonly EmbeddedJsonWriter _text = new();

    public override void Dispose()
    {
        base.Dispose();
        _tools.Dispose();
        _text.Dispose();
    }

    protected override void WriteRow(Utf8JsonWriter json, SyntheticQuery row, string? system)
    {
        if (system is not null)
            throw new NotSupportedException("it has a system message, and the format has no place for one.");

        IReadOnlyList<ToolDefinition> offered = _offer.Of(row);
        _text.Clear();
        _text.AddList(row.Tools);
        json.WriteStartObject();
        // An id that came as a number goes as one.
        if (long.TryParse(row.Id, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number.ToString(CultureInfo.InvariantCulture) == row.Id)
            json.WriteNumber("id"u8, number);
        else
            json.WriteString("id"u8, row.Id);
        json.WriteString("query"u8, row.Query);
        json.WriteString("answers"u8, _text.Written);
        json.WritePropertyName("tools"u8);
        _tools.WriteText(json, offered);
        json.WriteEndObject();
    }
}
