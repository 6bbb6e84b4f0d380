namespace SynthGen.Conversion;

/// <summary>Casts whatever has a quote, a start and a length to evidence.</summary>
public sealed class EvidenceConverter : RecordConverter
{
    /// <inheritdoc/>
    private protected override object Read(object value) => RowRecords.ReadEvidence(value);
}
