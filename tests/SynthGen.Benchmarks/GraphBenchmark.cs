using System.Diagnostics;
using System.Globalization;
using SynthGen.Generation.Graph;
using SynthGen.Retrieval.Graph;

namespace SynthGen.Benchmarks;

/// <summary>Measures the offline graph of the sample document, and the ways over several pages in it.</summary>
internal static class GraphBenchmark
{
    private const int Runs = 3;

    public static void Run()
    {
        using ModuleRunspace runspace = new();
        OcrPage[] pages = [.. runspace.Run<OcrPage>("Split-OcrDocument -LiteralPath $document")];
        PageGraph graph = OfflineEntityReader.BuildGraph(pages);
        double seconds = double.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            PageGraphRun graphRun = new(new OfflineEntityReader(), OfflineEntityReader.Method, Environment.ProcessorCount, CancellationToken.None);
            foreach (OcrPage page in pages)
            {
                while (graphRun.IsFull)
                    graphRun.TakeAsync().GetAwaiter().GetResult();
                graphRun.Add(page);
            }

            while (graphRun.Waiting > 0)
                graphRun.TakeAsync().GetAwaiter().GetResult();
            graph = graphRun.Build();
            seconds = Math.Min(seconds, watch.Elapsed.TotalSeconds);
        }

        Print($"{pages.Length} pages, {pages.Length / seconds:0} pages/s: {graph.Nodes.Count} nodes, {graph.Edges.Count} edges");
        foreach (IGrouping<PageGraphKind, PageGraphNode> kind in graph.Nodes.GroupBy(node => node.Kind).OrderBy(kind => kind.Key))
            Print($"  {kind.Key,-12} {kind.Count(),5}");
        foreach (int hops in (int[])[2, 3])
        {
            PageBridge[] bridges = [.. new PagePaths(graph, new PagePathLimits { Hops = hops }).Bridges(0)];
            Print($"bridges over {hops} pages: {bridges.Length}, over {bridges.Select(bridge => bridge.Link).Distinct().Count()} names");
        }

        Print($"pairs: {new PagePaths(graph).Pairs(0).Count()}");
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
