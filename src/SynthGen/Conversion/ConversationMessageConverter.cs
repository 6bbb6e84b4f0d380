namespace SynthGen.Conversion;

/// <summary>Casts whatever has a role to a message of a conversation.</summary>
public sealed class ConversationMessageConverter : RecordConverter
{
    /// <inheritdoc/>
    private protected override object Read(object value) => ConversationRecords.ReadMessage(value);
}
