namespace SynthGen.Conversion;

/// <summary>Casts whatever has a query, calls and a page to a row.</summary>
public sealed class SyntheticQueryConverter : RecordConverter
{
    /// <inheritdoc/>
    private protected override object Read(object value) => RowRecords.Read(value);
}
