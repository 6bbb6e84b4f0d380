using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SynthGen.Datasets;
using SynthGen.Files;
using SynthGen.Json;
using SynthGen.Rows;
using SynthGen.Tools;

namespace SynthGen.Benchmarks;

/// <summary>Measures rows a second of export and import, through Core and through the cmdlets, beside other ways to write the same rows.</summary>
internal static class DatasetBenchmark
{
    private const int Many = 1_000_000;
    private const int WarmUp = 20_000;
    private const int Turns = 5;
    private static readonly int[] Sizes = [100_000, Many];

    private static readonly string Target = Path.Combine(Path.GetTempPath(), $"synthgen-benchmark-{Environment.ProcessId}.jsonl");

    public static void Export()
    {
        try
        {
            const string export = "$rows | Export-ToolDataset $file";
            using Runspace runspace = OpenRunspace();
            Invoke(runspace, export, WarmUp);
            WriteWithCore(WarmUp);
            byte[] bytes = File.ReadAllBytes(Target);
            Console.WriteLine($"a row is {bytes.Length / WarmUp} bytes");
            Measure("making the rows alone", Many, () => Rows(Many).Count());
            Measure("Core writer to memory", Many, () => WriteToNowhere(Many));

            // In turn, so that other load on the machine meets all alike.
            for (int turn = 0; turn < Turns; turn++)
            {
                Measure("the same bytes, written and flushed", Many, () => WriteBytes(bytes, Many / WarmUp));
                Measure("Core writer to a file", Many, () => WriteWithCore(Many));
                Measure("Export-ToolDataset", Many, () => Invoke(runspace, export, Many));
            }

            MeasurePython(200_000);
        }
        finally
        {
            File.Delete(Target);
        }
    }

    public static void Import()
    {
        try
        {
            const string import = "Import-ToolDataset $file | & { process { } }", copy = "Import-ToolDataset $file | Export-ToolDataset $file";
            using Runspace runspace = OpenRunspace();
            WriteWithCore(WarmUp);
            Invoke(runspace, import, WarmUp);
            Invoke(runspace, copy, WarmUp);
            foreach (int rows in Sizes)
            {
                WriteWithCore(rows);
                Measure("Core reader", rows, () => ReadWithCore());
                Measure("Import-ToolDataset", rows, () => Invoke(runspace, import, rows));
                Measure("Import to Export", rows, () => Invoke(runspace, copy, rows));
            }
        }
        finally
        {
            File.Delete(Target);
        }
    }

    // Rows of realistic size, each an object of its own with an id still to be computed.
    internal static IEnumerable<SyntheticQuery> Rows(int count)
    {
        string quote = string.Concat(Enumerable.Repeat("The panel must be isolated before the § 4 “cover” is taken off; ", 3))[..150];
        for (int page = 1; page <= count; page++)
        {
            string number = page.ToString("d7", CultureInfo.InvariantCulture);
            yield return new SyntheticQuery(
                $"What has to be done before the cover of the panel numbered {number} is taken off?",
                [new ToolCall("full_text_search", JsonValue.Object(("query", $"cover of panel {number}")))],
                page)
            {
                Source = "operating-manual.txt",
                Evidence = new Evidence(quote, page & 1023, quote.Length),
                AvailableTools = BuiltInTools.All,
                Provenance = new Provenance("Gemini", "gemini-2.5-flash-lite", "0f3a9bd2c1e47856", 42, 900 + (page & 127), 100 + (page & 63)),
            };
        }
    }

    internal static void Measure(string what, int rows, Action action)
    {
        GC.Collect();
        long allocated = GC.GetTotalAllocatedBytes();
        using CancellationTokenSource done = new();
        Task<long> peak = Task.Run(() => WatchMemory(done.Token));
        TimeSpan worked = Process.GetCurrentProcess().TotalProcessorTime;
        Stopwatch watch = Stopwatch.StartNew();
        action();
        watch.Stop();
        worked = Process.GetCurrentProcess().TotalProcessorTime - worked;
        done.Cancel();
        allocated = GC.GetTotalAllocatedBytes() - allocated;
        Console.WriteLine(
            $"{what,-38} {rows,9:n0} rows {rows / watch.Elapsed.TotalSeconds,11:n0} rows/s  {worked.TotalMicroseconds / rows,5:n2} µs of processor a row  allocated {allocated / rows,6:n0} B/row  heap at most {peak.Result / 1048576.0,6:n1} MiB");
    }

    private static long WatchMemory(CancellationToken done)
    {
        long most = 0;
        while (!done.WaitHandle.WaitOne(10))
            most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
        return most;
    }

    private static void WriteToNowhere(int count)
    {
        using CanonicalWriter writer = new(Stream.Null);
        foreach (SyntheticQuery row in Rows(count))
            writer.Write(row);
        writer.Flush();
    }

    private static void WriteWithCore(int count)
    {
        using DatasetFile file = DatasetFile.Create(Target, FilePlacement.Replace);
        foreach (SyntheticQuery row in Rows(count))
            file.Write(row);
        file.Commit();
    }

    private static void ReadWithCore()
    {
        using Stream stream = DatasetFile.OpenRead(Target);
        foreach (DatasetLine line in new DatasetReader(stream).Read())
        {
            if (line.Row is null)
                throw new InvalidDataException(line.Problem);
        }
    }

    private static Runspace OpenRunspace()
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(ModulePath());
        Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        return runspace;
    }

    private static void Invoke(Runspace runspace, string script, int count)
    {
        runspace.SessionStateProxy.SetVariable("rows", Rows(count));
        runspace.SessionStateProxy.SetVariable("file", Target);
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddScript(script).Invoke();
        if (shell.HadErrors)
            throw new InvalidOperationException(shell.Streams.Error.ReadAll()[0].ToString());
    }

    private static void WriteBytes(byte[] bytes, int times)
    {
        using FileStream file = new(Target, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (int i = 0; i < times; i++)
            file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    private static void MeasurePython(int rows)
    {
        WriteWithCore(1);
        const string script = """
            import json, sys, time
            row = json.loads(open(sys.argv[1], encoding="utf-8").readline())
            count, start = int(sys.argv[2]), time.perf_counter()
            with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as file:
                for page in range(count):
                    row["page"] = page
                    file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
            print(f"{count / (time.perf_counter() - start):,.0f}")
            """;
        try
        {
            ProcessStartInfo start = new("python3") { RedirectStandardOutput = true };
            foreach (string argument in (string[])["-c", script, Target, rows.ToString(CultureInfo.InvariantCulture)])
                start.ArgumentList.Add(argument);
            using Process python = Process.Start(start)!;
            Console.WriteLine($"{"Python, json.dumps a row",-38} {rows,9:n0} rows {python.StandardOutput.ReadToEnd().Trim(),11} rows/s");
            python.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.WriteLine("Python is not there to compare with.");
        }
    }

    internal static string ModulePath()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SynthGen.slnx")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("SynthGen.slnx");
        return Path.Combine(folder, "out", "SynthGen", "SynthGen.psd1");
    }
}
