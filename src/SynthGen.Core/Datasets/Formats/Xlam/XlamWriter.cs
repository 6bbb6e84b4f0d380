using System.Globalization;
using System.Text.Json;
using SynthGen.Datasets.Formats.Writing;

namespace SynthGen.Datasets.Formats.Xlam;

/// <summary>
/// Writes rows in the form of xLAM's and APIGen's datasets: {"id", "query", "answers", "tools"}, the last two as JSON strings,
/// with parameters as in <see cref="PythonParameters"/>.
/// </summary>
internal sealed class XlamWriter(Stream stream, DatasetOptions options) : ToolRowWriter(stream, options, PythonParameters.WriteTool)
{
    protected override void WriteRow(Utf8JsonWriter json, DatasetRow row, string? system)
    {
        if (system is not null)
            throw new NotSupportedException("it has a system message, and the format has no place for one.");
        base.WriteRow(json, row, system);
    }

    protected override IReadOnlyList<ChatTurn> TurnsOf(DatasetRow row) => QueryTurns(row);

    protected override void WriteMembers(Utf8JsonWriter json, WrittenRow row)
    {
        // An id that was read as a number is written as one.
        if (long.TryParse(row.Id, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number.ToString(CultureInfo.InvariantCulture) == row.Id)
            json.WriteNumber("id"u8, number);
        else
            json.WriteString("id"u8, row.Id);
        json.WriteString("query"u8, row.Query);
        json.WriteString("answers"u8, Text.ListOf(row.Calls));
        json.WritePropertyName("tools"u8);
        Tools.WriteText(json, row.Tools);
    }
}
