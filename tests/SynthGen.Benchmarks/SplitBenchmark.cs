using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SynthGen.Documents;

namespace SynthGen.Benchmarks;

/// <summary>
/// Measures Split-OcrDocument beside Python's re.split on 128 MB of copies of the document that SYNTHGEN_DOCUMENT names
/// (otherwise the sample), its memory on that and on a tenth of it, and the time that it adds to Get-Content.
/// </summary>
internal static class SplitBenchmark
{
    private const int Runs = 7;

    private const string Python =
        "import re, sys, time\n" +
        "started = time.perf_counter()\n" +
        "text = open(sys.argv[1], encoding='utf-8').read()\n" +
        "pages = re.split(r'(?m)^=== PAGE \\d+ ===\\n', text)\n" +
        "print(time.perf_counter() - started, len(pages) - 1)\n";

    public static void Run()
    {
        string document = Environment.GetEnvironmentVariable("SYNTHGEN_DOCUMENT") is { Length: > 0 } path
            ? path
            : Path.Combine(Root(), "examples", "harbour-lease.txt");
        string folder = Directory.CreateTempSubdirectory("synthgen-split-").FullName;
        try
        {
            int copies = (int)Math.Ceiling(128e6 / new FileInfo(document).Length);
            string large = Copy(document, Path.Combine(folder, "large.txt"), copies);
            string small = Copy(document, Path.Combine(folder, "small.txt"), copies / 10);
            double megabytes = new FileInfo(large).Length / 1e6;
            Console.WriteLine($"{Path.GetFileName(document)}, {copies} copies: {megabytes:F1} MB");

            // In turns, so that other load on the machine affects all alike.
            double[] python = new double[Runs], core = new double[Runs], cmdlet = new double[Runs];
            using Runspace runspace = ModuleRunspace.Open();
            for (int i = -1; i < Runs; i++)
            {
                double byPython = TimePython(large), byCore = Seconds(() => Read(large)), byCmdlet = Seconds(() =>
                    Invoke(runspace, $"Split-OcrDocument -LiteralPath '{large}' | Out-Null"));
                if (i >= 0)
                    (python[i], core[i], cmdlet[i]) = (byPython, byCore, byCmdlet);
            }

            Print("python re.split", megabytes, Quickest(python), Quickest(python));
            Print("core reader alone", megabytes, Quickest(core), Quickest(python));
            Print("Split-OcrDocument | Out-Null", megabytes, Quickest(cmdlet), Quickest(python));
            PrintMemory(small);
            PrintMemory(large);
            TimePipeline(runspace, small);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void TimePipeline(Runspace runspace, string path)
    {
        double[] alone = new double[Runs], split = new double[Runs];
        for (int i = -1; i < Runs; i++)
        {
            double byAlone = Seconds(() => Invoke(runspace, $"Get-Content -LiteralPath '{path}' | Out-Null"));
            double bySplit = Seconds(() => Invoke(runspace, $"Get-Content -LiteralPath '{path}' | Split-OcrDocument 3>$null | Out-Null"));
            if (i >= 0)
                (alone[i], split[i]) = (byAlone, bySplit);
        }

        Console.WriteLine(
            $"Get-Content | Out-Null {Quickest(alone) * 1000:F0} ms, | Split-OcrDocument | Out-Null {Quickest(split) * 1000:F0} ms: " +
            $"{(Quickest(split) / Quickest(alone)) - 1:+0.0 %;-0.0 %} on {new FileInfo(path).Length / 1e6:F1} MB");
    }

    private static void PrintMemory(string path)
    {
        GC.Collect();
        long before = GC.GetTotalMemory(forceFullCollection: true), peak = 0;
        int pages = Read(path, page => peak = page % 500 == 0 ? Math.Max(peak, GC.GetTotalMemory(false)) : peak);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        Console.WriteLine(
            $"memory, {new FileInfo(path).Length / 1e6,6:F1} MB, {pages} pages: {(peak - before) / 1e6:F1} MB at most, garbage included, " +
            $"{(after - before) / 1e6:F1} MB kept");
    }

    private static int Read(string path, Action<int>? seen = null)
    {
        using DocumentReader reader = new(path, encoding: null);
        using DocumentSplit split = new("large.txt", new DocumentSplitOptions());
        int pages = 0;
        bool isMore;
        do
        {
            isMore = reader.ReadInto(split.Splitter);
            while (split.TryRead(out _))
                seen?.Invoke(++pages);
        }
        while (isMore);
        return pages;
    }

    private static double TimePython(string path)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("python3", ["-c", Python, path]) { RedirectStandardOutput = true })!;
            string[] output = process.StandardOutput.ReadToEnd().Split(' ');
            process.WaitForExit();
            return double.Parse(output[0], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("python3 is not in the PATH: there is nothing to compare with.");
            return double.NaN;
        }
    }

    private static void Invoke(Runspace runspace, string script)
    {
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddScript(script).Invoke();
        if (shell.HadErrors)
            throw new InvalidOperationException(string.Join(Environment.NewLine, shell.Streams.Error));
    }

    private static string Copy(string document, string path, int times)
    {
        byte[] bytes = File.ReadAllBytes(document);
        using FileStream copy = File.Create(path);
        for (int i = 0; i < times; i++)
            copy.Write(bytes);
        return path;
    }

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SynthGen.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("SynthGen.slnx");
        return folder;
    }

    private static double Seconds(Action action)
    {
        // The notes on lines burden the collector long after the lines, and would slow the next run.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Stopwatch watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }

    // Other load on the machine only makes a run slower.
    private static double Quickest(double[] values) => values.Min();

    private static void Print(string name, double megabytes, double seconds, double python) => Console.WriteLine(
        $"{name,-30} {seconds * 1000,7:F0} ms {megabytes / seconds,6:F0} MB/s {python / seconds,6:F1} times python");
}
