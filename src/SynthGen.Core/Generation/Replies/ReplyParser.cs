using System.Text.Json;

namespace SynthGen.Generation.Replies;

/// <summary>
/// Reads a model's reply to {"queries": [{"slot", "evidence", "query", "tools": [{"name", "arguments"}]}]}, in any order of
/// members: strictly first; if that fails, it salvages the rows that it can. The time is linear in the reply's length, and it throws for no reply.
/// </summary>
internal static class ReplyParser
{
    /// <summary>The maximum length of a reply, in characters.</summary>
    public const int LongestReply = 4_000_000;

    /// <summary>The maximum nesting depth of a row.</summary>
    public const int DeepestRow = 60;

    /// <summary>The maximum number of listed complaints.</summary>
    public const int MostComplaints = 1_000;

    // A repeated name in one object mostly means two rows merged into one, and the intended value is unknown.
    internal static readonly JsonDocumentOptions Options = new() { MaxDepth = DeepestRow + 4, AllowDuplicateProperties = false };

    private static readonly string[] ThoughtEnds = ["</think>", "</thinking>", "</thought>", "</reasoning>", "[/THINK]"];

    /// <summary>Reads a reply.</summary>
    /// <returns>Rows, complaints, or both; neither if the model clearly found nothing to ask.</returns>
    public static ReplyReading Parse(string? reply)
    {
        if (string.IsNullOrWhiteSpace(reply))
            return Refuse(ReplyError.NoJson);
        if (reply.Length > LongestReply)
            return Refuse(ReplyError.TooLong);

        reply = reply.TrimStart('\uFEFF');
        if (ReadStrictly(reply) is { } strict)
            return strict;

        string text = WithoutFence(WithoutThoughts(WithoutHalves(reply)));
        if (text.Length != reply.Length && ReadStrictly(text) is { } inner)
            return inner with { WasSalvaged = true };

        ReplyDraft draft = new() { IsSalvaged = true };
        new ReplyScanner(Unquoted(text), draft).Read();
        return draft.ToReading();
    }

    private static ReplyReading Refuse(ReplyError fault)
    {
        ReplyDraft draft = new();
        draft.Complain(fault);
        return draft.ToReading();
    }

    /// <summary>Reads a reply that is JSON as a whole, in the requested shape or clearly empty; otherwise null.</summary>
    private static ReplyReading? ReadStrictly(string reply)
    {
        if (reply.AsSpan().TrimStart() is not ['{' or '[' or 'n', ..])
            return null;

        ReplyDraft draft = new();
        try
        {
            using JsonDocument document = JsonDocument.Parse(reply, Options);
            JsonElement root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty(ReplyKeys.Rows[0], out JsonElement rows) &&
                rows.ValueKind == JsonValueKind.Array)
            {
                ReplyRowReader reader = new(draft);
                foreach (JsonElement row in rows.EnumerateArray())
                    reader.Read(row, draft.Begin());
                return draft.ToReading();
            }

            bool isEmpty = root.ValueKind switch
            {
                JsonValueKind.Null => true,
                JsonValueKind.Array => root.GetArrayLength() == 0,
                JsonValueKind.Object => root.GetPropertyCount() == 0,
                _ => false,
            };
            return isEmpty ? new ReplyReading([], [], WasSalvaged: true) : null;
        }
        catch (JsonException)
        {
            return null;
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // Unpaired surrogates, escaped or not, are valid JSON grammar but not text.
            return null;
        }
    }

    /// <summary>Replaces unpaired surrogates, which UTF-8 cannot hold.</summary>
    private static string WithoutHalves(string text)
    {
        int first = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF');
        if (first < 0)
            return text;

        char[] whole = text.ToCharArray();
        for (int i = first; i < whole.Length; i++)
        {
            if (i + 1 < whole.Length && char.IsSurrogatePair(whole[i], whole[i + 1]))
                i++;
            else if (char.IsSurrogate(whole[i]))
                whole[i] = '\uFFFD';
        }

        return new string(whole);
    }

    /// <summary>
    /// Removes a model's thinking, up to its last end tag. Thinking that does not end may hold the reply, and so may
    /// thinking that
    /// nothing follows. A text that begins as JSON is not thinking, even if it mentions the tags.
    /// </summary>
    private static string WithoutThoughts(string text)
    {
        if (text.AsSpan().TrimStart() is ['{' or '[', ..])
            return text;

        int from = 0;
        foreach (string end in ThoughtEnds)
        {
            if (text.LastIndexOf(end, StringComparison.OrdinalIgnoreCase) is >= 0 and int at)
                from = Math.Max(from, at + end.Length);
        }

        return from > 0 && text.AsSpan(from).ContainsAnyExcept(" \t\r\n") ? text[from..] : text;
    }

    /// <summary>Removes a code fence around a reply.</summary>
    private static string WithoutFence(string text)
    {
        ReadOnlySpan<char> inner = text.AsSpan().Trim();
        if (!inner.StartsWith("```") || inner.IndexOf('\n') is not (>= 0 and int line) || !inner.EndsWith("```") || line + 3 > inner.Length)
            return text;

        return inner[line..^3].Trim().ToString();
    }

    /// <summary>Extracts JSON from a JSON string that holds it.</summary>
    private static string Unquoted(string text)
    {
        if (text.AsSpan().Trim() is not ['"', .., '"'])
            return text;

        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            return document.RootElement.GetString() ?? text;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return text;
        }
    }
}
