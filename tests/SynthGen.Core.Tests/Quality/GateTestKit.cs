using SynthGen.Json;
using SynthGen.Quality;
using SynthGen.Quality.Testing;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Quality;

/// <summary>A document of three invented pages, and rows of it.</summary>
internal static class GateTestKit
{
    public static OcrPage Pier { get; } = new(1,
        "On March 31, 2019 the harbour master, Ottilie Brandvold, inspected the compressors in the machine room. She found that " +
        "the Tenant had let the filters clog, and gave Thulvik Refrigeration two weeks to re-\nplace them. The inspection cost $4,500.\n" +
        string.Concat(Enumerable.Repeat("The pier was quiet then and nothing else was written down that day by anybody. ", 12)) +
        "A storm tore the awning of the fish market, and Lindqvist the carpenter mended it.", "pier.txt", 1);

    public static OcrPage Ferry { get; } = new(2,
        "The ferry to Skarvoy sails at seven, except in winter. Captain Nordahl keeps the timetable, and passengers complain " +
        "about delays that the ice causes. Tickets are sold on board.", "pier.txt", 20);

    public static OcrPage Library { get; } = new(3,
        "The library lends charts and almanacs to the members of the sailing club. The librarian keeps a list of overdue volumes.", "pier.txt", 30);

    public static MemoryPageIndex Index() => new([Pier, Ferry, Library]);

    public static ToolCall Words(string query) => Call("full_text_search", ("query", query));

    public static ToolCall Meaning(string query) => Call("vector_search", ("query", query));

    public static ToolCall Call(string tool, params (string, object?)[] arguments) => new(tool, JsonValue.Object(arguments));

    /// <summary>A sound row of the first page.</summary>
    public static SyntheticQuery Row(string query = "What did Brandvold inspect?", params ToolCall[] calls) =>
        new(query, calls.Length > 0 ? calls : [Words("Brandvold inspected")], 1)
        {
            Source = "pier.txt",
            Evidence = Evidence.At(Pier, 0, 103),
            AvailableTools = BuiltInTools.All,
        };

    public static GateResult Test(IQualityGate gate, SyntheticQuery row, MemoryPageIndex? index = null)
    {
        OcrPage? page = (index ?? Index()).Find(row.GetPageKey());
        return gate.Test(new TestedRow(row, page is null ? null : new IndexedPage(page)));
    }

    /// <summary>All rows with verdicts, in their order.</summary>
    public static List<SyntheticQuery> Run(GateRun run, IEnumerable<SyntheticQuery> rows)
    {
        List<SyntheticQuery> tested = [];
        foreach (SyntheticQuery row in rows)
        {
            while (run.IsFull)
                tested.Add((SyntheticQuery)run.TakeAsync().GetAwaiter().GetResult());
            run.Add(row);
        }

        while (run.Waiting > 0)
            tested.Add((SyntheticQuery)run.TakeAsync().GetAwaiter().GetResult());
        return tested;
    }
}
