using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SynthGen.Benchmarks;

/// <summary>Measures the cost of importing the module, and the speed of the Template backend on a real document.</summary>
internal static class GenerateBenchmark
{
    private const int Runs = 11;

    /// <summary>Measures the time of an import beyond that of a bare runspace, in this process, warmed up; medians.</summary>
    public static void Import()
    {
        string module = BenchmarkDocument.Module;
        string self = Environment.ProcessPath!;
        double[] bare = new double[Runs], imported = new double[Runs];
        Spawn("import-cost-bare", module);
        for (int i = 0; i < Runs; i++)
        {
            bare[i] = Spawn("import-cost-bare", module);
            imported[i] = Spawn("import-cost-module", module);
        }

        Array.Sort(bare);
        Array.Sort(imported);
        Console.WriteLine($"a process with an engine and a runspace: {bare[Runs / 2]:0} ms, with the module imported: {imported[Runs / 2]:0} ms: +{imported[Runs / 2] - bare[Runs / 2]:0} ms (medians of {Runs})");

        double Spawn(string name, string path)
        {
            ProcessStartInfo start = new(self) { RedirectStandardOutput = true };
            if (Path.GetFileNameWithoutExtension(self) == "dotnet")
                start.ArgumentList.Add(typeof(GenerateBenchmark).Assembly.Location);
            start.ArgumentList.Add(name);
            start.Environment["SYNTHGEN_BENCHMARK_MODULE"] = path;
            long begin = Stopwatch.GetTimestamp();
            using Process process = Process.Start(start)!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }
    }

    /// <summary>Runs one process of <see cref="Import"/>.</summary>
    public static void Open(bool withModule)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        if (withModule)
            state.ImportPSModule(Environment.GetEnvironmentVariable("SYNTHGEN_BENCHMARK_MODULE")!);
        using Runspace runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddScript("1").Invoke();
    }

    /// <summary>Measures from document to rows in a runspace.</summary>
    public static void Template()
    {
        using ModuleRunspace runspace = new();
        for (int i = 0; i < 3; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            GenerationSummary summary = runspace.Run<GenerationSummary>(
                "$null = Split-OcrDocument -Path $document | New-SyntheticQuery -Backend Template -OutcomeVariable outcome; $outcome")[0];
            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            Console.WriteLine($"run {i + 1}: {BenchmarkDocument.Name}: {summary} in {seconds:0.00} s, {summary.Pages / seconds:0} pages/s");
        }
    }
}
