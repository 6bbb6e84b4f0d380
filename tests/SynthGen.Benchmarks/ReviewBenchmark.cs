using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace SynthGen.Benchmarks;

/// <summary>Measures how soon Show-ToolDataset shows a hundred thousand rows in the machine's own Chromium, and how it scrolls.</summary>
internal static partial class ReviewBenchmark
{
    private const int Rows = 100_000, Openings = 5, Jumps = 40;

    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        string? program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "chromium")).FirstOrDefault(File.Exists);
        if (program is null)
        {
            Console.WriteLine("There is no chromium on the PATH.");
            return;
        }

        string folder = Directory.CreateTempSubdirectory("synthgen-").FullName;
        try
        {
            string dataset = Path.Combine(folder, "many.jsonl");
            File.WriteAllLines(dataset, Enumerable.Range(0, Rows).Select(place =>
                $$"""{"query":"What does clause {{place}} of the harbour lease say about the repair of cold rooms?","tools":[{"name":"full_text_search","arguments":{"query":"clause {{place}}"} }],"page":{{place % 400}},"source":"lease.txt"}"""));
            using Process process = Start(dataset, out double listening, out string address);
            try
            {
                using IPlaywright playwright = await Playwright.CreateAsync();
                await using IBrowser browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Environment.UserName == "root" ? ["--no-sandbox"] : [] });
                Console.WriteLine($"{Rows:N0} rows, {new FileInfo(dataset).Length / 1e6:0} MB: the command listens {listening:0} ms after the start of PowerShell");
                await MeasureAsync(await browser.NewPageAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } }), address);
            }
            finally
            {
                process.Kill();
                process.WaitForExit();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task MeasureAsync(IPage page, string address)
    {
        double[] open = new double[Openings], paint = new double[Openings];
        for (int i = 0; i < Openings; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            // The token of the first address is spent; its cookie opens the page again.
            await page.GotoAsync(i == 0 ? address : new Uri(address).GetLeftPart(UriPartial.Authority), new() { WaitUntil = WaitUntilState.Commit });
            await page.Locator("#row-title:has-text('Row 1')").WaitForAsync();
            await page.Locator("#list [role=option]:not(.waiting)").First.WaitForAsync();
            open[i] = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
            paint[i] = await page.EvaluateAsync<double>("performance.getEntriesByType('paint').find(entry => entry.name === 'first-contentful-paint').startTime");
            await page.GotoAsync("about:blank");
        }

        Console.WriteLine($"open, to the first rows and the first row's detail: {open[0]:0} ms at first, then {Median(open[1..]):0} ms; first paint {paint[0]:0} ms, then {Median(paint[1..]):0} ms");
        await page.GotoAsync(new Uri(address).GetLeftPart(UriPartial.Authority));
        await page.Locator("#list [role=option]:not(.waiting)").First.WaitForAsync();

        double[] jumps = await page.EvaluateAsync<double[]>($$"""
            async () => {
                const list = document.getElementById('list'), times = [];
                for (let jump = 1; jump <= {{Jumps}}; jump++) {
                    const begin = performance.now();
                    list.scrollTop = list.scrollHeight * ((jump * 0.618) % 1);
                    do
                        await new Promise(requestAnimationFrame);
                    while (list.querySelector('.waiting:not([hidden])'));
                    times.push(performance.now() - begin);
                }

                return times;
            }
            """);
        Console.WriteLine($"a jump to a random place, until no row is blank: {Median(jumps):0} ms, at most {jumps.Max():0} ms ({Jumps} jumps)");

        double[] frames = await page.EvaluateAsync<double[]>("""
            async () => {
                const list = document.getElementById('list'), times = [];
                list.scrollTop = 0;
                let last = await new Promise(requestAnimationFrame);
                for (let frame = 0; frame < 300; frame++) {
                    list.scrollTop += 120;
                    const now = await new Promise(requestAnimationFrame);
                    times.push(now - last);
                    last = now;
                }

                return times;
            }
            """);
        Console.WriteLine($"scrolling by 120 px a frame: {Median(frames):0.0} ms a frame, at most {frames.Max():0} ms ({frames.Length} frames)");
    }

    private static Process Start(string dataset, out double listening, out string address)
    {
        long begin = Stopwatch.GetTimestamp();
        Process process = Process.Start(new ProcessStartInfo("dotnet", [BenchmarkDocument.Host, "-Command", $"Show-ToolDataset '{dataset}' -NoBrowser"]) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        string? line;
        do
            line = process.StandardOutput.ReadLine();
        while (line is not null && !Address().IsMatch(line));
        listening = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        address = Address().Match(line ?? throw new InvalidOperationException("Show-ToolDataset printed no address.")).Value;
        return process;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    [GeneratedRegex(@"http://[^\s]+")]
    private static partial Regex Address();
}
