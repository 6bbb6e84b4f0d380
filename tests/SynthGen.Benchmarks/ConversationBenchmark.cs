using SynthGen.Retrieval;
using System.Diagnostics;
using System.Globalization;
using SynthGen.Conversations;
using SynthGen.Conversations.Planning;
using SynthGen.Conversations.Template;

namespace SynthGen.Benchmarks;

/// <summary>Measures the offline generator of conversations: all kinds together, and each alone.</summary>
internal static class ConversationBenchmark
{
    private const int All = 1_000, Each = 100, Seed = 1;

    public static void Run()
    {
        using ModuleRunspace runspace = new();
        OcrPage[] pages = [.. runspace.Run<OcrPage>("Split-OcrDocument -LiteralPath $document")];
        using PageIndex index = runspace.Run<PageIndex>("$pages | New-PageIndex", ("pages", pages))[0];
        ConversationKind[] kinds = Enum.GetValues<ConversationKind>();
        Print($"{pages.Length} pages of {BenchmarkDocument.Name}, {Environment.ProcessorCount} processors, with the rows and the graph made on the way");
        foreach (int count in (int[])[300, All])
            Print($"all kinds, -Count {count}: {Measure(index, kinds, count)}");
        foreach (ConversationKind kind in kinds)
            Print($"  {kind,-12} {Measure(index, [kind], Each)}");
    }

    private static string Measure(PageIndex index, ConversationKind[] kinds, int count)
    {
        Stopwatch watch = Stopwatch.StartNew();
        ConversationRun run = new(
            new ConversationPlanner(index, ((IPageIndex)index).Keys, [], null, Seed),
            new TemplateConversationGenerator(index, Seed),
            ConversationKinds.Draw(kinds.ToDictionary(kind => kind, _ => 1.0), count, Seed),
            Environment.ProcessorCount,
            CancellationToken.None);
        while (run.TakeAsync().GetAwaiter().GetResult() is not null)
        {
        }

        ConversationSummary summary = run.Summary;
        return string.Create(CultureInfo.InvariantCulture, $"{summary.Generated,5} from {summary.Plans,5} plans in {watch.Elapsed.TotalSeconds,5:0.0} s, {summary.Generated / watch.Elapsed.TotalMinutes,6:0} a minute");
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
