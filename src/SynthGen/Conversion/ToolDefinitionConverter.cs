namespace SynthGen.Conversion;

/// <summary>Casts whatever describes a tool, or names a built-in one, to a tool.</summary>
public sealed class ToolDefinitionConverter : RecordConverter
{
    /// <inheritdoc/>
    private protected override object Read(object value) => ToolRecords.ReadOne(value);
}
