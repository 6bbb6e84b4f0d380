using System.Buffers;
using System.Text.Json;
using SynthGen.Files;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats.Writing;

/// <summary>Writes lists of tools; each tool is encoded only once.</summary>
/// <param name="encode">Writes a tool in the format's form.</param>
internal sealed class ToolListJson(Action<Utf8JsonWriter, ToolDefinition> encode) : IDisposable
{
    private const int MostTools = 1024;
    private readonly Dictionary<ToolDefinition, (byte[] Json, byte[] Escaped)> _tools = new(ReferenceEqualityComparer.Instance);
    private readonly LineBuffer _buffer = new(16 * 1024);

    /// <summary>Writes {"name", "description", "parameters"}, the form of a tool in most formats.</summary>
    public static void WriteFunction(Utf8JsonWriter json, ToolDefinition tool)
    {
        json.WriteStartObject();
        json.WriteString("name"u8, tool.Name);
        json.WriteString("description"u8, tool.Description);
        json.WritePropertyName("parameters"u8);
        JsonValue.Write(json, tool.Parameters);
        json.WriteEndObject();
    }

    /// <summary>Writes {"type": "function", "function": {…}}.</summary>
    public static void WriteTyped(Utf8JsonWriter json, ToolDefinition tool)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "function"u8);
        json.WritePropertyName("function"u8);
        WriteFunction(json, tool);
        json.WriteEndObject();
    }

    /// <summary>Writes the tools as a list.</summary>
    public void Write(Utf8JsonWriter json, IReadOnlyList<ToolDefinition> tools)
    {
        _buffer.CutTo(0);
        AddList(tools, escaped: false);
        json.WriteRawValue(_buffer.Written, skipInputValidation: true);
    }

    /// <summary>Writes the tools as a string that holds a list, between texts that are already escaped.</summary>
    public void WriteText(Utf8JsonWriter json, IReadOnlyList<ToolDefinition> tools, ReadOnlySpan<byte> before = default, ReadOnlySpan<byte> after = default)
    {
        _buffer.CutTo(0);
        _buffer.Add((byte)'"');
        Add(before);
        AddList(tools, escaped: true);
        Add(after);
        _buffer.Add((byte)'"');
        json.WriteRawValue(_buffer.Written, skipInputValidation: true);
    }

    /// <inheritdoc/>
    public void Dispose() => _buffer.Dispose();

    private void AddList(IReadOnlyList<ToolDefinition> tools, bool escaped)
    {
        _buffer.Add((byte)'[');
        for (int i = 0; i < tools.Count; i++)
        {
            if (i > 0)
                _buffer.Add((byte)',');
            (byte[] plain, byte[] inString) = Encode(tools[i]);
            Add(escaped ? inString : plain);
        }

        _buffer.Add((byte)']');
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.GetSpan(bytes.Length));
        _buffer.Advance(bytes.Length);
    }

    private (byte[] Json, byte[] Escaped) Encode(ToolDefinition tool)
    {
        if (_tools.TryGetValue(tool, out (byte[], byte[]) known))
            return known;

        ArrayBufferWriter<byte> bytes = new(1024);
        using (Utf8JsonWriter json = new(bytes, JsonValue.Compact))
            encode(json, tool);

        if (_tools.Count == MostTools)
            _tools.Clear();
        byte[] escaped = JsonEncodedText.Encode(bytes.WrittenSpan, MinimalJsonEncoder.Instance).EncodedUtf8Bytes.ToArray();
        return _tools[tool] = (bytes.WrittenSpan.ToArray(), escaped);
    }
}
