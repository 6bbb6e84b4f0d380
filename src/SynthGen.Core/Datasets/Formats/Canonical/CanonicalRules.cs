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
    private readonly CanonicalReader _reader = new();
    private readonly HashSet<ulong> _ids = [];

    public override void Check(JsonObject row, LineReport report)
    {
        SyntheticQuery read;
        try
        {
            read = _reader.Read(report.Line.Span);
        }
        catch (FormatException error)
        {
            report.Add(BadRow, "$", $"The line is not a row: {error.Message}.");
            return;
        }

        CheckKeys(row, report, "query", "tools", "page", "id", "source", "label", "ordinal", "pair_id", "system_prompt", "evidence", "available_tools", "provenance", "verdict", "split");
        if (read.Tools.Count == 0)
            report.Add(NoCall, "$.tools", "The row has no call.");
        if (string.IsNullOrWhiteSpace(read.Label))
            report.Add(BadLabel, "$.label", "The label is empty.");
        if (read.Ordinal < 0 && read.Ordinal != read.Page)
            report.Add(BadOrdinal, "$.ordinal", $"The ordinal {read.Ordinal} is below 0.");
        if (row["pair_id"] is not null && read.PairId is null)
            report.Add(BadPairId, "$.pair_id", "The pair's id is empty.");
        if (!_ids.Add(StableRandom.Hash(read.Id)))
            report.Add(DuplicateId, "$.id", $"Another row has the id '{read.Id}'.");
        if (read.AvailableTools.Count == 0)
            return;

        HashSet<string> offered = [.. read.AvailableTools.Select(tool => tool.Name)];
        for (int i = 0; i < read.Tools.Count; i++)
            CheckOffered(offered, read.Tools[i].Name, $"$.tools[{i}].name", report);
    }
}
