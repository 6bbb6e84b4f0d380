using System.Diagnostics;
using System.Globalization;
using SynthGen.TestServer;
using SynthGen.TestServer.Model;

namespace SynthGen.Benchmarks;

/// <summary>Prints what Measure-ToolModel finds of models that are wrong in known ways, on a thousand rows over HTTP.</summary>
internal static class ModelBenchmark
{
    private static readonly (string Name, Func<Dialogue, ModelReply> Answers)[] Models =
    [
        ("does what is due", PlantedModel.Right),
        ("always searches for words", PlantedModel.AlwaysWords),
        ("right tool, wrong argument", PlantedModel.WrongArgument),
        ("calls where none is due", PlantedModel.AlwaysCalls),
        ("always asks back", PlantedModel.AlwaysAsks),
    ];

    private static readonly string[] Shown = ["Right", "ToolRight", "EitherRight", "AstMatch", "HitAt10", "NoCallWhereDue", "CalledWhereNoneDue", "AskedWhereNotDue"];

    public static void Run()
    {
        using ModuleRunspace runspace = new();
        runspace.Run<object>("$index = $pages | New-PageIndex; $rows = $given", ("pages", MeasuredRows.Pages()), ("given", MeasuredRows.Rows()));
        Console.WriteLine($"{"model",-28}{string.Concat(Shown.Select(name => $"{name,20}"))}{"rows/s",9}{"second run",12}");
        foreach ((string name, Func<Dialogue, ModelReply> answers) in Models)
        {
            ModelServer server = ModelServer.StartAsync(new() { Answers = answers }).GetAwaiter().GetResult();
            string journal = Path.GetTempFileName();
            File.Delete(journal);
            try
            {
                long begin = Stopwatch.GetTimestamp();
                ToolModelSummary summary = Measure(runspace, server, journal);
                double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
                long sent = server.Log.Count;
                Measure(runspace, server, journal);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{name,-28}{string.Concat(Shown.Select(measure => $"{Figure(summary, measure),20}"))}{summary.Rows / seconds,9:0}{server.Log.Count - sent,9} sent"));
            }
            finally
            {
                server.DisposeAsync().AsTask().GetAwaiter().GetResult();
                File.Delete(journal);
            }
        }
    }

    private static ToolModelSummary Measure(ModuleRunspace runspace, ModelServer server, string journal)
    {
        runspace.Run<object>(
            "$null = $rows | Measure-ToolModel OpenAI -Endpoint $endpoint -Model probe -NoKey -PageIndex $index -JournalPath $journal -SummaryVariable summary",
            ("endpoint", server.OpenAIEndpoint), ("journal", journal));
        return runspace.Get<ToolModelSummary>("summary");
    }

    private static string Figure(ToolModelSummary summary, string name) => summary.Find(name) is { } measure
        ? string.Create(CultureInfo.InvariantCulture, $"{measure.Share:0.0 %} of {measure.Of}")
        : "-";
}
