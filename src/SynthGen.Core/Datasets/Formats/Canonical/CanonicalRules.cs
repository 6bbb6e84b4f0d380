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

        CheckKeys(row, report, "query", "tools", "page", "id", "source", "label", "ordinal", "system_prompt", "evidence", "available_tools", "provenance", "verdict", "split");
        if (read.Tools.Count == 0)
            report.Add(NoCall, "$.tools", "The row has no call.");
        if (!_ids.Add(StableRandom.Hash(read.Id)))
            report.Add(DuplicateId, "$.id", $"Another row has the id '{read.Id}'.");
        if (read.AvailableTools.Count == 0)
            return;

        HashSet<string> offered = [.. read.AvailableTools.Select(tool => tool.Name)];
        for (int i = 0; i < read.Tools.Count; i++)
            CheckOffered(offered, read.Tools[i].Name, $"$.tools[{i}].name", report);
    }
}
