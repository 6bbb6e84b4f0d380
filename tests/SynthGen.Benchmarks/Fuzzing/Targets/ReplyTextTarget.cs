using SynthGen.Generation.Replies;
using SynthGen.Rows;

namespace SynthGen.Benchmarks.Fuzzing.Targets;

/// <summary>Texts of models' replies: read as rows, whose quotes are sought on a page.</summary>
internal sealed class ReplyTextTarget : FuzzTarget
{
    private const int MostRows = 10;

    private static readonly OcrPage Page = new(1, Fuzzing.Samples.PageText);
    private static readonly EvidenceLocator Locator = new(Page);

    public override string Name => "reply-text";

    public override IReadOnlyList<byte[]> Samples { get; } = Bytes(
    [
        """{"queries":[]}""",
        """{"queries":[{"query":"What did the investigation establish?","tools":[{"name":"full_text_search","arguments":{"query":"investigation"}}],"evidence":"The Special Counsel's investigation established that"},{"query":"Which section wants a report?","tools":[{"name":"full_text_search","arguments":{"query":"Section 600.8(c)","limit":5}},{"name":"vector_search","arguments":{"query":"confidential report","deep":true,"filter":{"years":[2019,2021.5,null]}}}],"evidence":"requires a confidential report"},{"query":"Who threw the \"switch\"?","tools":[{"name":"vector_search","arguments":{"query":"switch \u2014 by hand\n"}}],"evidence":"“Nobody threw the switch by hand,” he wrote"}]}""",
        """[{"question":"When was the switch last tested?","tool_calls":[{"type":"function","function":{"name":"vector_search","arguments":"{\"query\":\"transfer switch\"}"}}],"evidence":{"quote":"the transfer switch had not been tested since October 2019"}},]""",
        "<think>The page speaks of {rent}.</think>\nHere you are:\n```json\n{'queries': [{'query': 'What is void?', 'tools': [{'name': 'vector_search', 'args': {'query': 'void'}}], // first\n 'quote': 'On August 7 ... the waiver of subrogation is void'}]}\n```",
    ]);

    public override IReadOnlyList<byte[]> Pieces { get; } = [.. JsonPieces, .. Bytes(
    [
        "'", "```", "```json\n", "<think>", "</think>", "//", "/*", "*/", "\"queries\":", "\"query\":", "\"tools\":[", "\"name\":", "\"arguments\":", "\"evidence\":", "…", "“", "”", "...", "{\"queries\":[", "{\"query\":\"a\",", "\"evidence\":\"e\"}",
    ])];

    public override bool Run(byte[] input)
    {
        ReplyReading reading = ReplyParser.Parse(Fuzzing.Samples.Text(input));
        if (reading.IsEmpty != (reading.Rows.Count + reading.Complaints.Count == 0))
            throw new InvalidOperationException("Neither rows nor complaints, and not empty.");
        foreach (ReplyRow row in reading.Rows.Take(MostRows))
        {
            if (string.IsNullOrWhiteSpace(row.Query) || string.IsNullOrWhiteSpace(row.Quote) || row.Calls.Count == 0)
                throw new InvalidOperationException($"The row is not whole: {row}");
            if (Locator.Locate(row.Quote) is { } found && (!found.Evidence.IsIn(Page) || found.Score is < 0 or > 1))
                throw new InvalidOperationException($"False evidence: {found}");
        }

        return reading.Complaints.Count == 0;
    }
}
