namespace SynthGen.Conversion;

/// <summary>Casts whatever has a text and a number to a page.</summary>
public sealed class OcrPageConverter : RecordConverter
{
    /// <inheritdoc/>
    private protected override object Read(object value) => PageRecords.Read(value);
}
