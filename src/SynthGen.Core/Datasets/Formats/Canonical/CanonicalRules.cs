using System.Text.Json.Nodes;
using SynthGen.Datasets.Validation;
using SynthGen.Hashing;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Canonical;

/// <summary>The rules of SynthGen's own rows.</summary>
internal sealed class CanonicalRules : FormatRules
{
    private static readonly Rule BadRow = Rule.Error("BadRow", "Correct the line: it is not read as a row.");
    private static readonly Rule NoCall = Rule.Error("NoCall", "Give the row a call, or remove it.");
    private static readonly Rule BadLabel = Rule.Error("BadLabel", "Give the page its number as printed, or leave the key out.");
    private static readonly Rule BadOrdinal = Rule.Error("BadOrdinal", "Count the pages of a document from 1, or leave the key out.");
    private static readonly Rule BadPairId = Rule.Error("BadPairId", "Give the pair the id that both of its rows share, or leave the key out.");
    private static readonly Rule DuplicateId = Rule.Error("DuplicateId", "Remove the line: equal rows have equal ids.");
    private static readonly string[] SharedKeys = ["query", "tools", "page", "id", "source", "label", "ordinal", "pair_id", "available_tools", "provenance", "verdict", "split"];
    private static readonly string[] QueryKeys = [.. SharedKeys, "system_prompt", "evidence"];
    private static readonly string[] ConversationKeys = [.. SharedKeys, "kind", "difficulty", "messages", "pages"];
    private readonly CanonicalReader _reader = new();
    private readonly ConversationRules _conversations = new();
    private readonly HashSet<ulong> _ids = [];

    public override void Check(JsonObject row, LineReport report)
    {
        DatasetRow read;
        try
        {
            read = _reader.Read(report.Line.Span);
        }
        catch (FormatException error)
        {
            report.Add(BadRow, "$", $"The line is not a row: {error.Message}.");
            return;
        }

        if (read is ToolConversation conversation)
            _conversations.Check(conversation, row, report);
        else
            Check((SyntheticQuery)read, report);
        if (row["pair_id"] is not null && read.PairId is null)
            report.Add(BadPairId, "$.pair_id", "The pair's id is empty.");
        if (!_ids.Add(StableRandom.Hash(read.Id)))
            report.Add(DuplicateId, "$.id", $"Another row has the id '{read.Id}'.");
        CheckKeys(row, report, read is ToolConversation ? ConversationKeys : QueryKeys);
    }

    /// <summary>Reports calls of tools that a row does not offer; a row without a list of tools offers any.</summary>
    /// <param name="row">The row.</param>
    /// <param name="calls">The calls with the places of their names.</param>
    /// <param name="report">The report.</param>
    internal static void CheckOffered(DatasetRow row, IEnumerable<(string Name, string Path)> calls, LineReport report)
    {
        if (row.AvailableTools.Count == 0)
            return;

        HashSet<string> offered = [.. row.AvailableTools.Select(tool => tool.Name)];
        foreach ((string name, string path) in calls)
            CheckOffered(offered, name, path, report);
    }

    /// <summary>Reports a page whose label or ordinal is none.</summary>
    /// <param name="label">The label.</param>
    /// <param name="ordinal">The ordinal.</param>
    /// <param name="page">The page's number.</param>
    /// <param name="path">The place of the page.</param>
    /// <param name="report">The report.</param>
    internal static void CheckPlace(string label, int ordinal, int page, string path, LineReport report)
    {
        if (string.IsNullOrWhiteSpace(label))
            report.Add(BadLabel, $"{path}.label", "The label is empty.");
        if (ordinal < 0 && ordinal != page)
            report.Add(BadOrdinal, $"{path}.ordinal", $"The ordinal {ordinal} is below 0.");
    }

    private static void Check(SyntheticQuery row, LineReport report)
    {
        if (row.Tools.Count == 0)
            report.Add(NoCall, "$.tools", "The row has no call.");
        CheckPlace(row.Label, row.Ordinal, row.Page, "$", report);
        CheckOffered(row, row.Tools.Select((call, i) => (call.Name, $"$.tools[{i}].name")), report);
    }
}
