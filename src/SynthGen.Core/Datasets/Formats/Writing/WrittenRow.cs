using System.Globalization;

namespace SynthGen.Datasets.Formats.Writing;

/// <summary>A row as it is to be written.</summary>
/// <param name="Id">The row's id.</param>
/// <param name="Turns">Its turns.</param>
/// <param name="System">The system message; null if there is none.</param>
/// <param name="Tools">The tools offered, in their order; valid until the next row.</param>
/// <param name="Key">The key for everything random in the row: see <see cref="RowKey"/>.</param>
internal sealed record WrittenRow(string Id, IReadOnlyList<ChatTurn> Turns, string? System, IReadOnlyList<ToolDefinition> Tools, string Key)
{
    /// <summary>The key as a number.</summary>
    public ulong KeyNumber => ulong.Parse(Key, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    /// <summary>The query of a row that is a query and its calls.</summary>
    public string Query => Turns[0].Text!;

    /// <summary>The calls of a row that is a query and its calls.</summary>
    public IReadOnlyList<ToolCall> Calls => [.. Turns[1].Calls.Select(call => call.Call)];
}
