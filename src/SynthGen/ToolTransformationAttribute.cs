using System.Collections;
using System.Management.Automation;
using SynthGen.Tools;

namespace SynthGen;

/// <summary>Converts the name of a built-in tool to the tool.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ToolTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) => inputData switch
    {
        PSObject wrapped => Transform(engineIntrinsics, wrapped.BaseObject),
        string name => Named(name),
        IList list => list.Cast<object?>().Select(item => item is null ? null : Transform(engineIntrinsics, item)).ToArray(),
        _ => inputData,
    };

    private static ToolDefinition Named(string name) => BuiltInTools.All.FirstOrDefault(tool => tool.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentTransformationMetadataException(
            $"There is no built-in tool '{name}'. There are: {string.Join(", ", BuiltInTools.All)}. Define others with New-ToolDefinition or Import-ToolDefinition.");
}
