using System.Collections.ObjectModel;
using System.Text.Json;

namespace SynthGen.Generation.Journal;

/// <summary>Stores the outcomes of pages.</summary>
public sealed class OutcomeJournal : Journal<PageOutcome>
{
    private OutcomeJournal(string path, bool isWritten, CancellationToken cancellationToken)
        : base(path, isWritten, cancellationToken)
    {
    }

    /// <summary>Opens a journal for writing, or creates one.</summary>
    /// <exception cref="JournalInUseException">Another process is writing it.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static OutcomeJournal Open(string path, CancellationToken cancellationToken = default) => new(path, isWritten: true, cancellationToken);

    /// <summary>Opens a journal to read its present state; a run may be writing it.</summary>
    /// <exception cref="IOException">The file does not exist or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static OutcomeJournal OpenRead(string path, CancellationToken cancellationToken = default) => new(path, isWritten: false, cancellationToken);

    private protected override OutcomeStatus StatusOf(PageOutcome record) => record.Status;

    private protected override void Write(Utf8JsonWriter json, PageOutcome record) => WriteOutcome(json, record);

    private protected override PageOutcome Read(JsonElement line) => ReadOutcome(line);

    /// <summary>Writes the members of an outcome.</summary>
    internal static void WriteOutcome(Utf8JsonWriter json, PageOutcome record)
    {
        JournalLine.WriteOrigin(json, record.GetPageKey());
        JournalLine.WriteUsage(json, record.Attempts, record.Model, record.InputTokens, record.OutputTokens);
        JournalLine.WriteText(json, "reason", record.Reason);
        JournalLine.WriteText(json, "request_id", record.RequestId);
        if (record.Dropped.Count > 0)
        {
            json.WriteStartObject("dropped");
            foreach ((string reason, int count) in record.Dropped)
                json.WriteNumber(reason, count);
            json.WriteEndObject();
        }

        JournalLine.WriteText(json, "raw_reply", record.RawReply);
        JournalLine.WriteRows(json, record.Rows);
        JournalLine.WriteCause(json, record.Cause);
    }

    /// <summary>Reads the members of an outcome.</summary>
    internal static PageOutcome ReadOutcome(JsonElement line) =>
        new(line.GetProperty("page").GetInt32(), line.GetProperty("source").GetString()!, Enum.Parse<OutcomeStatus>(line.GetProperty("status").GetString()!))
        {
            Label = JournalLine.ReadText(line, "label")!,
            Ordinal = JournalLine.ReadOrdinal(line),
            Attempts = line.GetProperty("attempts").GetInt32(),
            Model = JournalLine.ReadText(line, "model"),
            InputTokens = line.GetProperty("input_tokens").GetInt32(),
            OutputTokens = line.GetProperty("output_tokens").GetInt32(),
            Reason = JournalLine.ReadText(line, "reason"),
            RequestId = JournalLine.ReadText(line, "request_id"),
            Dropped = line.TryGetProperty("dropped", out JsonElement dropped)
                ? dropped.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetInt32())
                : ReadOnlyDictionary<string, int>.Empty,
            RawReply = JournalLine.ReadText(line, "raw_reply"),
            Rows = JournalLine.ReadRows(line),
            Cause = JournalLine.ReadCause(line),
            IsResumed = true,
        };
}
