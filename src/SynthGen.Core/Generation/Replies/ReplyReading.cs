namespace SynthGen.Generation.Replies;

/// <summary>A row as the model wrote it, before it is checked against tools and page.</summary>
/// <param name="Index">Its index among all rows that the reply began, from 0.</param>
/// <param name="Query">What a person asks; trimmed, never empty.</param>
/// <param name="Calls">The calls that answer it; one or more.</param>
/// <param name="Quote">What the model gives as evidence; trimmed, never empty. Several quotes are joined by " … ".</param>
public sealed record ReplyRow(int Index, string Query, IReadOnlyList<ToolCall> Calls, string Quote);

/// <summary>What was read from a model's reply: rows, complaints, or both; neither means that the model found nothing to ask.</summary>
/// <param name="Rows">The rows that are whole, in order.</param>
/// <param name="Complaints">What could not be used, in order, each with its reason; nothing is left out without one.</param>
/// <param name="WasSalvaged">Whether the reply was anything else than JSON in the shape that was asked for.</param>
public sealed record ReplyReading(IReadOnlyList<ReplyRow> Rows, IReadOnlyList<ReplyComplaint> Complaints, bool WasSalvaged)
{
    /// <summary>Whether the model said clearly that there is nothing to ask: an empty array, an empty object, or null.</summary>
    public bool IsEmpty => Rows.Count == 0 && Complaints.Count == 0;
}
