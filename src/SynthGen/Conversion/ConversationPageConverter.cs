namespace SynthGen.Conversion;

/// <summary>Casts whatever has a page to a page of a conversation.</summary>
public sealed class ConversationPageConverter : RecordConverter
{
    /// <inheritdoc/>
    private protected override object Read(object value) => ConversationRecords.ReadPage(value);
}
