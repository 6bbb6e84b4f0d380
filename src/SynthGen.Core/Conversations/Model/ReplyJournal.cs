using System.Text.Json;
using SynthGen.Generation.Journal;
using SynthGen.Models;

namespace SynthGen.Conversations.Model;

/// <summary>One reply of a part.</summary>
/// <param name="Plan">The number of the plan, or of the row that a model is measured on.</param>
/// <param name="Part">The part: user, assistant or tool; "measured" for a model that is measured.</param>
/// <param name="Reply">The reply.</param>
public sealed record JournaledReply(int Plan, string Part, ChatReply Reply);

/// <summary>
/// Stores the replies of all parts, turn by turn. A run that goes on replays them: a conversation goes on in its middle, with
/// the same words as before.
/// </summary>
public sealed class ReplyJournal : Journal<JournaledReply>
{
    private ReplyJournal(string path, CancellationToken cancellationToken)
        : base(path, isWritten: true, cancellationToken)
    {
    }

    /// <summary>Opens a journal for writing, or creates one.</summary>
    /// <exception cref="JournalInUseException">Another process is writing it.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">Access to the file is denied.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public static ReplyJournal Open(string path, CancellationToken cancellationToken = default) => new(path, cancellationToken);

    private protected override OutcomeStatus StatusOf(JournaledReply record) => OutcomeStatus.Generated;

    private protected override void Write(Utf8JsonWriter json, JournaledReply record)
    {
        ChatReply reply = record.Reply;
        json.WriteNumber("plan", record.Plan);
        json.WriteString("part", record.Part);
        JournalLine.WriteUsage(json, reply.Attempts, reply.Model, reply.InputTokens ?? -1, reply.OutputTokens ?? -1);
        if (reply.Elapsed is { } elapsed)
            json.WriteNumber("elapsed_ms", elapsed.TotalMilliseconds);
        json.WriteString("finish", reply.Finish.ToString());
        json.WriteString("finish_reason", reply.FinishReason);
        json.WriteString("text", reply.Text);
        json.WriteStartArray("calls");
        foreach (ChatCall call in reply.Calls)
        {
            json.WriteStartObject();
            json.WriteString("id", call.Id);
            json.WriteString("name", call.Name);
            json.WriteString("arguments", call.Arguments);
            JournalLine.WriteText(json, "signature", call.Signature);
            if (call.HasGeneratedId)
                json.WriteBoolean("generated_id", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private protected override JournaledReply Read(JsonElement line) => new(
        line.GetProperty("plan").GetInt32(),
        line.GetProperty("part").GetString()!,
        new ChatReply(
            line.GetProperty("text").GetString()!, Enum.Parse<ChatFinish>(line.GetProperty("finish").GetString()!),
            line.GetProperty("finish_reason").GetString()!, JournalLine.ReadText(line, "model") ?? "")
        {
            Attempts = line.GetProperty("attempts").GetInt32(),
            InputTokens = CountOf(line.GetProperty("input_tokens")),
            OutputTokens = CountOf(line.GetProperty("output_tokens")),
            Elapsed = line.TryGetProperty("elapsed_ms", out JsonElement elapsed) ? Time(elapsed.GetDouble()) : null,
            Calls = [.. line.GetProperty("calls").EnumerateArray().Select(Call)],
        });

    // TimeSpan.FromMilliseconds cuts off, so that 46.85 ms may come back as a little less.
    private static TimeSpan Time(double milliseconds) => TimeSpan.FromTicks((long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond));

    private static ChatCall Call(JsonElement call) => new(call.GetProperty("id").GetString()!, call.GetProperty("name").GetString()!, call.GetProperty("arguments").GetString()!)
    {
        Signature = JournalLine.ReadText(call, "signature"),
        HasGeneratedId = call.TryGetProperty("generated_id", out _),
    };

    private static int? CountOf(JsonElement tokens) => tokens.GetInt32() is >= 0 and var count ? count : null;
}
