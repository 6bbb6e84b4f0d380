using SynthGen.Json;
using SynthGen.Text;

namespace SynthGen;

/// <summary>One call of a tool.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">The arguments by name: strings, whole numbers (long), decimals, doubles, booleans, null, lists and dictionaries.</param>
public sealed record ToolCall(string Name, IReadOnlyDictionary<string, object?> Arguments)
{
    /// <summary>The call as JSON, for messages and tables.</summary>
    public override string ToString() => PrintableText.Line($"{Name}({JsonValue.ToJson(Arguments)})");
}
