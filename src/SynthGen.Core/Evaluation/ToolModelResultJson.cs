using System.Text.Json;
using SynthGen.Json;
using SynthGen.Rows;
using static SynthGen.Rows.JsonElementReader;

namespace SynthGen.Evaluation;

/// <summary>
/// The line of a result: an object with id, status, query, kind, and the members of its first decision; later decisions are
/// objects with the same members in "later_turns". What does not apply is left out.
/// </summary>
internal static class ToolModelResultJson
{
    /// <summary>Writes a result's object.</summary>
    public static void Write(Utf8JsonWriter json, ToolModelResult result)
    {
        json.WriteStartObject();
        json.WriteString("id", result.Id);
        json.WriteString("status", result.Status.ToString());
        WriteText(json, "reason", result.Reason);
        WriteText(json, "cause", result.Cause?.ToString());
        json.WriteString("query", result.Query);
        json.WriteString("kind", result.Kind);
        WriteText(json, "difficulty", result.Difficulty?.ToString());
        WriteText(json, "example", result.Example);
        json.WriteString("backend", result.Backend);
        if (result.Model.Length > 0)
            json.WriteString("model", result.Model);
        if (result.Turns.Count > 0)
            WriteTurn(json, result.Turns[0]);
        if (result.Turns.Count > 1)
            WriteLater(json, result.Turns.Skip(1));

        json.WriteNumber("attempts", result.Attempts);
        json.WriteNumber("input_tokens", result.InputTokens);
        json.WriteNumber("output_tokens", result.OutputTokens);
        if (result.Cost is { } cost)
            json.WriteNumber("cost", cost);
        if (result.Latency is { } latency)
            json.WriteNumber("latency_ms", latency);
        json.WriteEndObject();
    }

    /// <summary>Reads a result's object. Members that it does not know are passed over.</summary>
    /// <exception cref="FormatException">It is not a result.</exception>
    public static ToolModelResult Read(JsonElement line)
    {
        Object(line, "the line");
        return new ToolModelResult(JsonElementReader.Text(line, "id", "id"), Member<MeasurementStatus>(line, "status") ?? throw new FormatException("the key 'status' is missing"))
        {
            Reason = TextOrNull(line, "reason"),
            Cause = Member<FailureCause>(line, "cause"),
            Query = TextOrNull(line, "query") ?? "",
            Kind = TextOrNull(line, "kind") ?? "Query",
            Difficulty = Member<QueryDifficulty>(line, "difficulty"),
            Example = TextOrNull(line, "example"),
            Backend = TextOrNull(line, "backend") ?? "",
            Model = TextOrNull(line, "model") ?? "",
            Turns = TryGet(line, "due", out _) ? [ReadTurn(line), .. TryGet(line, "later_turns", out JsonElement later) ? Items(later).Select(ReadTurn) : []] : [],
            Attempts = Whole(line, "attempts") ?? 0,
            InputTokens = Whole(line, "input_tokens") ?? 0,
            OutputTokens = Whole(line, "output_tokens") ?? 0,
            Cost = (decimal?)Number(line, "cost"),
            Latency = Number(line, "latency_ms"),
        };
    }

    private static void WriteLater(Utf8JsonWriter json, IEnumerable<ToolModelTurn> turns)
    {
        json.WriteStartArray("later_turns");
        foreach (ToolModelTurn turn in turns)
        {
            json.WriteStartObject();
            WriteTurn(json, turn);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteTurn(Utf8JsonWriter json, ToolModelTurn turn)
    {
        json.WriteNumber("turn", turn.Turn);
        json.WriteString("due", turn.Due.ToString());
        json.WriteString("made", turn.Made);
        json.WriteBoolean("right", turn.IsRight);
        WriteCalls(json, "expected", turn.Expected);
        if (turn.ExpectedReply.Length > 0)
            json.WriteString("expected_reply", turn.ExpectedReply);
        WriteCalls(json, "calls", turn.Calls);
        json.WriteString("reply", turn.Reply);
        WriteText(json, "contrast", turn.Contrast?.ToString());
        WriteFlag(json, "tool_right", turn.ToolRight);
        WriteFlag(json, "either_right", turn.EitherRight);
        WriteFlag(json, "count_right", turn.CountRight);
        WriteFlag(json, "arguments_valid", turn.ArgumentsValid);
        WriteFlag(json, "ast_match", turn.AstMatch);
        WriteText(json, "ast_fault", turn.AstFault?.ToString());
        json.WriteNumber("similarity", turn.Similarity);
        WriteFlag(json, "executed", turn.IsExecuted ? true : null);
        if (turn.Rank is { } rank)
            json.WriteNumber("rank", rank);
        WriteFlag(json, "asked_back", turn.AskedBack ? true : null);
        WriteFlag(json, "called_where_none_due", turn.CalledWhereNoneDue);
        WriteFlag(json, "no_call_where_due", turn.NoCallWhereDue);
        WriteFlag(json, "asked_where_due", turn.AskedWhereDue);
        WriteFlag(json, "asked_where_not_due", turn.AskedWhereNotDue);
    }

    private static ToolModelTurn ReadTurn(JsonElement turn) =>
        new(Whole(Object(turn, "a turn"), "turn") ?? 1, Member<DueAction>(turn, "due") ?? throw new FormatException("the key 'due' is missing"))
        {
            Made = TextOrNull(turn, "made") ?? "none",
            IsRight = Flag(turn, "right") == true,
            Expected = ReadCalls(turn, "expected"),
            ExpectedReply = TextOrNull(turn, "expected_reply") ?? "",
            Calls = ReadCalls(turn, "calls"),
            Reply = TextOrNull(turn, "reply") ?? "",
            Contrast = Member<ToolContrast>(turn, "contrast"),
            ToolRight = Flag(turn, "tool_right"),
            EitherRight = Flag(turn, "either_right"),
            CountRight = Flag(turn, "count_right"),
            ArgumentsValid = Flag(turn, "arguments_valid"),
            AstMatch = Flag(turn, "ast_match"),
            AstFault = Member<CallFault>(turn, "ast_fault"),
            Similarity = Number(turn, "similarity") ?? 0,
            IsExecuted = Flag(turn, "executed") == true,
            Rank = Whole(turn, "rank"),
            AskedBack = Flag(turn, "asked_back") == true,
            CalledWhereNoneDue = Flag(turn, "called_where_none_due"),
            NoCallWhereDue = Flag(turn, "no_call_where_due"),
            AskedWhereDue = Flag(turn, "asked_where_due"),
            AskedWhereNotDue = Flag(turn, "asked_where_not_due"),
        };

    private static void WriteCalls(Utf8JsonWriter json, string name, IReadOnlyList<ToolCall> calls)
    {
        json.WriteStartArray(name);
        foreach (ToolCall call in calls)
        {
            json.WriteStartObject();
            json.WriteString("name", call.Name);
            json.WritePropertyName("arguments");
            JsonValue.Write(json, call.Arguments);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static ToolCall[] ReadCalls(JsonElement turn, string name) =>
        TryGet(turn, name, out JsonElement calls) ? [.. Items(calls).Select(call => Call(call, name))] : [];

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool? flag)
    {
        if (flag is { } value)
            json.WriteBoolean(name, value);
    }

    private static string? TextOrNull(JsonElement line, string key) =>
        !TryGet(line, key, out JsonElement value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : throw new FormatException($"'{key}' must be a string, not {NameOf(value.ValueKind)}");

    private static bool? Flag(JsonElement line, string key) =>
        !TryGet(line, key, out JsonElement value) ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw new FormatException($"'{key}' must be true or false, not {NameOf(value.ValueKind)}");

    private static int? Whole(JsonElement line, string key) =>
        !TryGet(line, key, out JsonElement value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : throw new FormatException($"'{key}' must be a whole number");

    private static double? Number(JsonElement line, string key) =>
        !TryGet(line, key, out JsonElement value) ? null
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw new FormatException($"'{key}' must be a number, not {NameOf(value.ValueKind)}");

    private static T? Member<T>(JsonElement line, string key)
        where T : struct, Enum =>
        TextOrNull(line, key) is not { } name ? null
        : Enum.TryParse(name, out T value) && Enum.IsDefined(value) ? value : throw new FormatException($"'{key}' must be one of {string.Join(", ", Enum.GetNames<T>())}, not '{name}'");
}
