using System.Text.Json;

namespace SynthGen.Datasets.Formats;

/// <summary>Writes the turns that all chat formats have alike.</summary>
internal static class MessageJson
{
    /// <summary>Writes the system message, if there is one, and the query.</summary>
    public static void WriteQuestion(Utf8JsonWriter json, string? system, string query)
    {
        if (system is not null)
            Write(json, "role"u8, "system"u8, "content"u8, system);
        Write(json, "role"u8, "user"u8, "content"u8, query);
    }

    /// <summary>Writes the members of a call that say what is called; its arguments are JSON as a string.</summary>
    public static void WriteFunction(Utf8JsonWriter json, string name, ReadOnlySpan<byte> arguments)
    {
        json.WriteString("type"u8, "function"u8);
        json.WriteStartObject("function"u8);
        json.WriteString("name"u8, name);
        json.WriteString("arguments"u8, arguments);
        json.WriteEndObject();
    }

    /// <summary>Writes a turn: who, and what.</summary>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> whoKey, ReadOnlySpan<byte> who, ReadOnlySpan<byte> whatKey, string what)
    {
        json.WriteStartObject();
        json.WriteString(whoKey, who);
        json.WriteString(whatKey, what);
        json.WriteEndObject();
    }
}
