namespace SynthGen.Conversion;

/// <summary>Casts whatever has messages to a conversation.</summary>
public sealed class ToolConversationConverter : RecordConverter
{
    /// <inheritdoc/>
    private protected override object Read(object value) => ConversationRecords.Read(value);
}
