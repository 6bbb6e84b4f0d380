namespace SynthGen.TestServer.Model;

/// <summary>A row of a reply.</summary>
/// <param name="Query">The user's question.</param>
/// <param name="Tool">The tool to call.</param>
/// <param name="Arguments">Its arguments, as JSON.</param>
/// <param name="Evidence">A quote.</param>
/// <param name="Slot">The plan's slot that it fills; null without a plan.</param>
public readonly record struct BrainRow(string Query, string Tool, string Arguments, string Evidence, int? Slot = null)
{
    /// <summary>The reply of which these are the rows.</summary>
    public static string ToJson(IReadOnlyList<BrainRow> rows) => CompactJson.Write(rows, static (json, rows) =>
    {
        json.WriteStartObject();
        json.WriteStartArray("queries"u8);
        for (int i = 0; i < rows.Count; i++)
        {
            BrainRow row = rows[i];
            json.WriteStartObject();
            if (row.Slot is int slot)
                json.WriteNumber("slot"u8, slot);
            json.WriteString("evidence"u8, row.Evidence);
            json.WriteString("query"u8, row.Query);
            json.WriteStartArray("tools"u8);
            json.WriteStartObject();
            json.WriteString("name"u8, row.Tool);
            json.WritePropertyName("arguments"u8);
            json.WriteRawValue(row.Arguments, skipInputValidation: true);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
