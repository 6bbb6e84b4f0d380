namespace SynthGen.Generation.Replies;

/// <summary>A row as the model wrote it, before it is checked against tools and page.</summary>
/// <param name="Index">Its index among all rows that the reply began, from 0.</param>
/// <param name="Query">A person's question; trimmed, never empty.</param>
/// <param name="Calls">The calls that answer it; one or more.</param>
/// <param name="Quote">The model's evidence; trimmed, never empty. Several quotes are joined by " … ".</param>
/// <param name="Slot">The number of the plan's slot that it names; null if it names none.</param>
internal sealed record ReplyRow(int Index, string Query, IReadOnlyList<ToolCall> Calls, string Quote, int? Slot = null);

/// <summary>
/// The result of reading a model's reply: rows, complaints, or both; neither means that the model found nothing to ask.
/// </summary>
/// <param name="Rows">The complete rows, in order.</param>
/// <param name="Complaints">The unusable parts, in order, each with its reason; every part that was left out has one.</param>
/// <param name="WasSalvaged">Whether the reply was not plain JSON in the requested shape.</param>
internal sealed record ReplyReading(IReadOnlyList<ReplyRow> Rows, IReadOnlyList<ReplyComplaint> Complaints, bool WasSalvaged)
{
    /// <summary>Whether the model clearly found nothing to ask: an empty array, an empty object, or null.</summary>
    public bool IsEmpty => Rows.Count == 0 && Complaints.Count == 0;
}
