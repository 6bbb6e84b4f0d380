using System.Text.Json;

namespace SynthGen.Generation.Replies;

/// <summary>The names that models give to the members of a reply; the requested one comes first.</summary>
internal static class ReplyKeys
{
    public static readonly string[] Rows = ["queries", "rows", "questions", "results", "items", "data", "examples", "output", "response"];
    public static readonly string[] Slot = ["slot", "slot_number", "slotNumber"];
    public static readonly string[] Query = ["query", "question", "user_query", "userQuery"];
    public static readonly string[] Tools =
        ["tools", "tool_calls", "toolCalls", "calls", "function_calls", "tool", "tool_call", "toolCall", "call", "function_call"];
    public static readonly string[] Evidence = ["evidence", "quote", "evidence_quote", "passage", "excerpt"];
    public static readonly string[] Quote = ["quote", "text", "passage", "excerpt", "evidence"];
    public static readonly string[] Name = ["name", "tool", "tool_name", "toolName", "function_name", "function"];
    public static readonly string[] Arguments = ["arguments", "parameters", "args", "input", "params", "tool_input", "arguments_json"];

    /// <summary>Members beside a call's name that are not arguments.</summary>
    public static readonly string[] CallExtras = ["type", "id", "call_id", "index", "description", "reason", "reasoning"];

    /// <summary>Whether a row's object may have this member.</summary>
    public static bool IsOfRow(ReadOnlySpan<char> key) => Has(Slot, key) || Has(Evidence, key) || Has(Query, key) || Has(Tools, key);

    /// <summary>Whether a row's object may begin with this member, and neither that of a call nor that of a quote does.</summary>
    public static bool BeginsRow(ReadOnlySpan<char> key) => Has(Slot, key) || Has(Query, key) || Has(Evidence[..1], key);

    /// <summary>Whether a name is one of these, ignoring case.</summary>
    public static bool Has(string[] names, ReadOnlySpan<char> key)
    {
        foreach (string name in names)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>Finds the member with the earliest of these names.</summary>
    /// <param name="element">An object.</param>
    /// <param name="names">The names.</param>
    /// <param name="value">The member's value.</param>
    /// <param name="asAsked">Whether it has the first name in the same case.</param>
    public static bool TryFind(JsonElement element, string[] names, out JsonElement value, out bool asAsked)
    {
        asAsked = element.TryGetProperty(names[0], out value);
        if (asAsked)
            return true;

        int best = names.Length;
        foreach (JsonProperty member in element.EnumerateObject())
        {
            int rank = Array.FindIndex(names, 0, best, name => name.Equals(member.Name, StringComparison.OrdinalIgnoreCase));
            if (rank >= 0)
                (best, value) = (rank, member.Value);
        }

        return best < names.Length;
    }
}
