using System.Text.Json;

namespace SynthGen.Datasets.Formats.ShareGpt;

/// <summary>Base of the formats of ShareGPT conversations; they differ in whether the tools have a key of their own.</summary>
internal abstract class ShareGptFormat(string name, string description, bool hasTools) : DatasetFormat(name, description)
{
    /// <summary>The Parquet column of the turns.</summary>
    protected static Column Conversations { get; } = new("conversations", ColumnKind.List, new("from", ColumnKind.Text), new("value", ColumnKind.Text));

    internal sealed override bool Recognizes(JsonElement line) => Has(line, "conversations", unless: ["messages", "contents"]) && Has(line, "tools") == hasTools;
}
