using System.Management.Automation;
using SynthGen.Conversion;

namespace SynthGen;

/// <summary>Converts names of built-in tools, and whatever describes tools, to tools.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ToolTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        try
        {
            return ToolRecords.ReadMany(inputData).ToArray();
        }
        catch (FormatException error)
        {
            throw new ArgumentTransformationMetadataException($"{error.Message}.", error);
        }
    }
}
