using System.Runtime.InteropServices;
using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Rows;

/// <summary>Reads tools. Equal tools of several lines become one object, so that rows take little memory.</summary>
internal sealed class SharedTools
{
    private const int MostTools = 1024;
    private readonly Dictionary<byte[], ToolDefinition> _known = new(ByteComparer.Instance);

    /// <summary>Reads a tool.</summary>
    /// <param name="element">The tool in the line.</param>
    /// <param name="read">Reads the tool if it is new.</param>
    public ToolDefinition Get(JsonElement element, Func<JsonElement, ToolDefinition> read)
    {
        ReadOnlySpan<byte> json = JsonMarshal.GetRawUtf8Value(element);
        Dictionary<byte[], ToolDefinition>.AlternateLookup<ReadOnlySpan<byte>> known = _known.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (known.TryGetValue(json, out ToolDefinition? tool))
            return tool;

        if (_known.Count == MostTools)
            _known.Clear();
        return _known[json.ToArray()] = read(element);
    }

    /// <summary>Reads a list of tools; empty if the element is not a list.</summary>
    /// <inheritdoc cref="Get" path="/param"/>
    public ToolDefinition[] List(JsonElement element, Func<JsonElement, ToolDefinition> read) => [.. JsonElementReader.Items(element).Select(tool => Get(tool, read))];

    /// <summary>Reads {"name", "description", "parameters"}, or the same in {"type": "function", "function": {…}}.</summary>
    /// <exception cref="FormatException">The element is not a tool.</exception>
    public static ToolDefinition ReadFunction(JsonElement element)
    {
        JsonElementReader.Object(element, "a tool in 'tools'");
        if (JsonElementReader.TryGet(element, "function", out JsonElement function))
            element = JsonElementReader.Object(function, "'tools[].function'");

        string name = JsonElementReader.Text(element, "name", "tools[].name");
        if (string.IsNullOrWhiteSpace(name))
            throw new FormatException("a tool in 'tools' has no name");
        return new ToolDefinition(
            name,
            JsonElementReader.TryGet(element, "description", out _) ? JsonElementReader.Text(element, "description", "tools[].description") : "",
            JsonElementReader.TryGet(element, "parameters", out _) ? JsonElementReader.Arguments(element, "parameters", "tools[].parameters") : JsonValue.Object());
    }

    private sealed class ByteComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static ByteComparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            HashCode hash = default;
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
