using System.Text.Json;
using static SynthGen.Rows.Utf8JsonReaderChecks;

namespace SynthGen.Rows;

/// <summary>Writes and reads the verdict in a row's line.</summary>
internal static class VerdictJson
{
    private static readonly JsonEncodedText
        Passed = Of("passed"), Gates = Of("gates"), Gate = Of("gate"), Status = Of("status"), Score = Of("score"), Reason = Of("reason"),
        Detail = Of("detail"), Ranks = Of("ranks"), Calls = Of("calls"), Lexical = Of("lexical"), Vector = Of("vector"), Contrast = Of("contrast");

    /// <summary>Writes a verdict's object.</summary>
    public static void Write(Utf8JsonWriter json, Verdict verdict)
    {
        json.WriteStartObject();
        json.WriteBoolean(Passed, verdict.Passed);
        json.WriteStartArray(Gates);
        foreach (GateResult result in verdict.Gates)
        {
            json.WriteStartObject();
            json.WriteString(Gate, result.Gate);
            json.WriteString(Status, result.Status.ToString());
            if (result.Score is { } score)
                json.WriteNumber(Score, score);
            if (result.Reason is { } reason)
                json.WriteString(Reason, reason);
            if (result.Detail is { } detail)
                json.WriteString(Detail, detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (verdict.Ranks is { } ranks)
            Write(json, ranks);
        json.WriteEndObject();
    }

    /// <summary>Reads the object at the reader's position. Whether it passed follows from its gates.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="unknown">The keys that the format does not define.</param>
    /// <exception cref="FormatException">It is not a verdict.</exception>
    public static Verdict Read(ref Utf8JsonReader reader, UnknownKeys unknown)
    {
        List<GateResult>? gates = null;
        SearchRanks? ranks = null;
        Expect(ref reader, JsonTokenType.StartObject, "'verdict'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (Is(ref reader, "passed"u8))
            {
                reader.Skip();
            }
            else if (Is(ref reader, "gates"u8))
            {
                gates = [];
                Expect(ref reader, JsonTokenType.StartArray, "'verdict.gates'");
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    gates.Add(ReadGate(ref reader, unknown));
            }
            else if (Is(ref reader, "ranks"u8))
            {
                ranks = IsNull(ref reader) ? null : ReadRanks(ref reader, unknown);
            }
            else
            {
                unknown.PassOver(ref reader, "verdict.");
            }
        }

        return new Verdict(gates?.AsReadOnly() ?? throw Missing("verdict.gates")) { Ranks = ranks };
    }

    private static GateResult ReadGate(ref Utf8JsonReader reader, UnknownKeys unknown)
    {
        string? gate = null, reason = null, detail = null;
        GateStatus? status = null;
        double? score = null;
        Expect(ref reader, JsonTokenType.StartObject, "a gate in 'verdict.gates'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (Is(ref reader, "gate"u8))
                gate = ReadText(ref reader, "verdict.gates[].gate");
            else if (Is(ref reader, "status"u8))
                status = Named<GateStatus>(ref reader, "verdict.gates[].status");
            else if (Is(ref reader, "score"u8))
                score = IsNull(ref reader) ? null : Number(ref reader, "verdict.gates[].score");
            else if (Is(ref reader, "reason"u8))
                reason = IsNull(ref reader) ? null : ReadText(ref reader, "verdict.gates[].reason");
            else if (Is(ref reader, "detail"u8))
                detail = IsNull(ref reader) ? null : ReadText(ref reader, "verdict.gates[].detail");
            else
                unknown.PassOver(ref reader, "verdict.gates[].");
        }

        return new GateResult(gate ?? throw Missing("verdict.gates[].gate"), status ?? throw Missing("verdict.gates[].status"))
        {
            Score = score,
            Reason = reason,
            Detail = detail,
        };
    }

    private static SearchRanks ReadRanks(ref Utf8JsonReader reader, UnknownKeys unknown)
    {
        List<int?> calls = [];
        int? lexical = null, vector = null;
        ToolContrast? contrast = null;
        Expect(ref reader, JsonTokenType.StartObject, "'verdict.ranks'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (Is(ref reader, "calls"u8))
            {
                Expect(ref reader, JsonTokenType.StartArray, "'verdict.ranks.calls'");
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    calls.Add(Rank(ref reader, "verdict.ranks.calls[]"));
            }
            else if (Is(ref reader, "lexical"u8))
            {
                lexical = Rank(ref reader, "verdict.ranks.lexical");
            }
            else if (Is(ref reader, "vector"u8))
            {
                vector = Rank(ref reader, "verdict.ranks.vector");
            }
            else if (Is(ref reader, "contrast"u8))
            {
                contrast = IsNull(ref reader) ? null : Named<ToolContrast>(ref reader, "verdict.ranks.contrast");
            }
            else
            {
                unknown.PassOver(ref reader, "verdict.ranks.");
            }
        }

        return new SearchRanks(calls.AsReadOnly(), lexical, vector) { Contrast = contrast };
    }

    private static void Write(Utf8JsonWriter json, SearchRanks ranks)
    {
        json.WriteStartObject(Ranks);
        json.WriteStartArray(Calls);
        foreach (int? rank in ranks.Calls)
        {
            if (rank is { } found)
                json.WriteNumberValue(found);
            else
                json.WriteNullValue();
        }

        json.WriteEndArray();
        if (ranks.Lexical is { } lexical)
            json.WriteNumber(Lexical, lexical);
        if (ranks.Vector is { } vector)
            json.WriteNumber(Vector, vector);
        if (ranks.Contrast is { } contrast)
            json.WriteString(Contrast, contrast.ToString());
        json.WriteEndObject();
    }

    private static int? Rank(ref Utf8JsonReader reader, string key) => IsNull(ref reader) ? null : Whole(ref reader, key);

    private static double Number(ref Utf8JsonReader reader, string key)
    {
        Expect(ref reader, JsonTokenType.Number, $"'{key}'");
        return reader.TryGetDouble(out double number) && double.IsFinite(number) ? number : throw new FormatException($"'{key}' is too large");
    }

    private static JsonEncodedText Of(string name) => JsonEncodedText.Encode(name);
}
