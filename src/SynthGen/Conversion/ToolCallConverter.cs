namespace SynthGen.Conversion;

/// <summary>Casts whatever has a name and arguments to a call.</summary>
public sealed class ToolCallConverter : RecordConverter
{
    /// <inheritdoc/>
    private protected override object Read(object value) => ToolRecords.ReadCall(value);
}
