using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SynthGen.Json;

namespace SynthGen.Adapters.Chat;

/// <summary>A tool as the abstraction has it: a declaration that only the model reads.</summary>
internal sealed class OfferedTool : AIFunctionDeclaration
{
    // A run offers the same tools with every request: each is written once.
    private static readonly ConditionalWeakTable<ToolDefinition, OfferedTool> Known = [];

    private readonly ToolDefinition _tool;

    private OfferedTool(ToolDefinition tool)
    {
        _tool = tool;
        using JsonDocument schema = JsonDocument.Parse(JsonValue.ToJson(tool.Parameters));
        JsonSchema = schema.RootElement.Clone();
    }

    /// <inheritdoc/>
    public override string Name => _tool.Name;

    /// <inheritdoc/>
    public override string Description => _tool.Description;

    /// <inheritdoc/>
    public override JsonElement JsonSchema { get; }

    /// <summary>The tool of a definition.</summary>
    public static OfferedTool Of(ToolDefinition tool) => Known.GetValue(tool, static one => new OfferedTool(one));
}
