using System.Text;
using CsCheck;
using SynthGen.Rows;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Datasets;

/// <summary>Rows of every content, many of which are exact or near copies of one another.</summary>
internal static class CopyKit
{
    private static readonly string[] Patterns = [.. Enumerable.Range(0, 3).Select(pattern => string.Join(' ', Enumerable.Range(0, 20).Select(word => $"w{pattern}x{word}")))];

    private static readonly Gen<string> Query = Gen.Frequency(
        (2, Gen.Int[0, 60].Select(number => $"question {number}")),
        (2, Gen.Select(Gen.Int[0, 2], Gen.Int[0, 60], (pattern, last) => $"{Patterns[pattern]} end{last}")),
        (3, Gen.Select(Gen.Int[0, 2], Gen.Int[0, 99], Gen.Int[0, 99], (pattern, first, last) => $"a{first} b{last} {Patterns[pattern]}")),
        (1, SampleRows.AnyText));

    /// <summary>Up to 400 rows as a dataset gives them; some are conversations.</summary>
    public static Gen<DatasetRow[]> Rows { get; } = Gen.Frequency(
        (6, Gen.Select(SampleRows.Any, Query, Gen.Int[0, 80], (row, query, page) => (DatasetRow)(row with { Query = query, Page = page, Source = "a.txt", Verdict = Left(row) }))),
        (1, Gen.Select(SampleConversations.Any, Query, Gen.Int[0, 2], Gen.Int[0, 5], (row, query, tools, pair) => (DatasetRow)(row with
        {
            Messages = [ConversationMessage.User(query), ConversationMessage.Answer("yes")],
            AvailableTools = [.. BuiltInTools.All.Take(tools)],
            PairId = pair < 4 ? $"pair{pair}" : null,
        })))).Array[0, 400].Select(rows => rows.Select(row => new CanonicalReader().Read(CanonicalLine.Of(row))).ToArray());

    /// <summary>The lines of rows, to compare them byte for byte.</summary>
    public static string Lines(IEnumerable<DatasetRow> rows) => string.Join('\n', rows.Select(row => Encoding.UTF8.GetString(CanonicalLine.Of(row))));

    private static Verdict? Left(DatasetRow row) => row.Verdict is null ? null : new Verdict([new GateResult("Duplicate", GateStatus.NotApplicable) { Reason = "LeftToMerge" }]);
}
