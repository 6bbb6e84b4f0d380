namespace SynthGen.Datasets.Formats.Messages;

/// <summary>The Parquet column of chat messages.</summary>
internal static class MessageColumns
{
    /// <summary>Returns the column of the messages.</summary>
    /// <param name="hasIds">Whether calls have ids.</param>
    /// <param name="arguments">The content of a call's arguments.</param>
    /// <param name="namesResults">Whether results have the name of their tool.</param>
    /// <param name="name">The column's name.</param>
    public static Column Messages(bool hasIds, ColumnKind arguments, bool namesResults = false, string name = "messages")
    {
        Column id = new("id", ColumnKind.Text), type = new("type", ColumnKind.Text);
        Column function = new("function", ColumnKind.Object, new("name", ColumnKind.Text), new("arguments", arguments));
        return new(name, ColumnKind.List,
        [
            new("role", ColumnKind.Text),
            .. hasIds ? [new Column("tool_call_id", ColumnKind.Text)] : (Column[])[],
            .. namesResults ? [new Column("name", ColumnKind.Text)] : (Column[])[],
            new("content", ColumnKind.Text),
            new("tool_calls", ColumnKind.List, hasIds ? [id, type, function] : [type, function]),
        ]);
    }
}
