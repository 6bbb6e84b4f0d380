using System.Text.Json;
using SynthGen.Documents;
using SynthGen.Generation.Journal;

namespace SynthGen.Quality.Judging;

/// <summary>
/// Stores a judge's verdicts. Its lines have the same members as those of an <see cref="OutcomeJournal"/>, so that one
/// command reads both.
/// </summary>
public sealed class VerdictJournal : Journal<JudgeVerdict>
{
    private VerdictJournal(string path, CancellationToken cancellationToken)
        : base(path, isWritten: true, cancellationToken)
    {
    }

    /// <summary>Opens a journal for writing, or creates one.</summary>
    /// <exception cref="JournalInUseException">Another process is writing it.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static VerdictJournal Open(string path, CancellationToken cancellationToken = default) => new(path, cancellationToken);

    private protected override OutcomeStatus StatusOf(JudgeVerdict record) => record.Row is null ? OutcomeStatus.Failed : OutcomeStatus.Generated;

    private protected override void Write(Utf8JsonWriter json, JudgeVerdict record)
    {
        JournalLine.WriteOrigin(json, new PageKey(record.Source, record.Ordinal, record.Page, record.Label));
        JournalLine.WriteUsage(json, record.Attempts, record.Model, record.InputTokens, record.OutputTokens);
        JournalLine.WriteText(json, "reason", record.Problem);
        JournalLine.WriteText(json, "raw_reply", record.RawReply);
        JournalLine.WriteRows(json, record.Row is null ? [] : [record.Row]);
        JournalLine.WriteCause(json, record.Cause);
    }

    private protected override JudgeVerdict Read(JsonElement line) =>
        new(line.GetProperty("page").GetInt32(), line.GetProperty("source").GetString()!)
        {
            Label = JournalLine.ReadText(line, "label")!,
            Ordinal = JournalLine.ReadOrdinal(line),
            Row = JournalLine.ReadAnyRows(line).FirstOrDefault(),
            Problem = JournalLine.ReadText(line, "reason"),
            Cause = JournalLine.ReadCause(line),
            RawReply = JournalLine.ReadText(line, "raw_reply"),
            Attempts = line.GetProperty("attempts").GetInt32(),
            Model = JournalLine.ReadText(line, "model"),
            InputTokens = line.GetProperty("input_tokens").GetInt32(),
            OutputTokens = line.GetProperty("output_tokens").GetInt32(),
        };
}
