using System.Text.Json;

namespace SynthGen.Generation.Replies;

/// <summary>
/// Reads what a model answers to {"queries": [{"query", "tools": [{"name", "arguments"}], "evidence"}]}: strictly first; if
/// that fails, whatever rows can be salvaged. Takes time in proportion to the reply, and no reply is an exception.
/// </summary>
public static class ReplyParser
{
    /// <summary>The longest reply that is read, in characters.</summary>
    public const int LongestReply = 4_000_000;

    /// <summary>How deep a row may be nested.</summary>
    public const int DeepestRow = 60;

    /// <summary>The most complaints that are listed.</summary>
    public const int MostComplaints = 1_000;

    // A name twice in one object is mostly two rows run into one, and which of its values is meant nobody knows.
    internal static readonly JsonDocumentOptions Options = new() { MaxDepth = DeepestRow + 4, AllowDuplicateProperties = false };

    private static readonly string[] ThoughtEnds = ["</think>", "</thinking>", "</thought>", "</reasoning>", "[/THINK]"];

    /// <summary>Reads a reply.</summary>
    /// <returns>Rows, complaints, or both; neither if the model said clearly that there is nothing to ask.</returns>
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

    /// <summary>Reads a reply that is JSON as a whole, in the shape that was asked for or plainly empty; else null.</summary>
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
            // Half of a surrogate pair, escaped or not: JSON by its grammar, but no text.
            return null;
        }
    }

    /// <summary>Replaces halves of surrogate pairs, which no UTF-8 can hold.</summary>
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
    /// Leaves out what a model thought aloud, up to the last end of it; a thought that never ends may hold the reply, and so may
    /// one that nothing follows. What begins as JSON is no thought, though it may speak of some.
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

    /// <summary>Takes a reply out of the code fence around it.</summary>
    private static string WithoutFence(string text)
    {
        ReadOnlySpan<char> inner = text.AsSpan().Trim();
        if (!inner.StartsWith("```") || inner.IndexOf('\n') is not (>= 0 and int line) || !inner.EndsWith("```") || line + 3 > inner.Length)
            return text;

        return inner[line..^3].Trim().ToString();
    }

    /// <summary>Takes JSON out of a JSON string that holds it.</summary>
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
