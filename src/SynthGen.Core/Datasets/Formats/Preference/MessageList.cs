using SynthGen.Datasets.Formats.Messages;

namespace SynthGen.Datasets.Formats.Preference;

/// <summary>The Parquet columns of lists of messages in TRL's form, whose arguments vary from row to row.</summary>
internal static class MessageList
{
    /// <summary>Returns the column of a name.</summary>
    public static Column Column(string name) => MessageColumns.Messages(hasIds: true, ColumnKind.Json, namesResults: true, name);
}
