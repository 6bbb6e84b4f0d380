using System.Diagnostics;
using SynthGen.TestServer;

namespace SynthGen.Benchmarks;

/// <summary>Measures pages a second against a server that only adds latency: many requests at a time, and one after the other.</summary>
internal static class LatencyBenchmark
{
    private const int AtATime = 32;
    private static readonly TimeSpan Latency = TimeSpan.FromSeconds(1);

    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        await using ModelServerProcess server = await ModelServerProcess.StartAsync("--latency-ms", $"{Latency.TotalMilliseconds}");
        using ModuleRunspace runspace = new();
        foreach (string backend in (string[])["Gemini", "OpenAI"])
        {
            Uri endpoint = backend == "Gemini" ? server.GeminiEndpoint : server.OpenAIEndpoint;
            Measure(8, 8);
            double sequential = Measure(1, 12), parallel = Measure(AtATime, AtATime * 20);
            double most = AtATime / Latency.TotalSeconds;
            Console.WriteLine(
                $"{backend}: latency {Latency.TotalSeconds} s, -ThrottleLimit {AtATime}: {parallel:0.00} pages/s, {100 * parallel / most:0.0} % of {most:0} "
                + $"({AtATime}/latency), {parallel / sequential:0.0} times one after the other ({sequential:0.000} pages/s)");

            // Latency is fixed, so only whole rounds of the throttle limit make a fair count.
            double Measure(int throttleLimit, int pages)
            {
                OcrPage[] document = [.. Enumerable.Range(1, pages).Select(number => new OcrPage(
                    number, $"The tenant of warehouse {number} withheld rent for three months after the transfer switch had failed in the night. Nobody had tested generator {number}.", "b.txt"))];
                long start = Stopwatch.GetTimestamp();
                runspace.Run<SyntheticQuery>(
                    $"$pages | New-SyntheticQuery -Backend {backend} -Endpoint {endpoint} -Model probe -ThrottleLimit {throttleLimit} -OutcomeVariable outcome",
                    ("pages", document));
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                GenerationSummary summary = runspace.Get<GenerationSummary>("outcome");
                return summary.Generated / seconds;
            }
        }
    }
}
