namespace SynthGen.Conversion;

/// <summary>Casts whatever has an id, a name and arguments to a call of a conversation.</summary>
public sealed class ConversationCallConverter : RecordConverter
{
    /// <inheritdoc/>
    private protected override object Read(object value) => ConversationRecords.ReadCall(value);
}
