using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SynthGen.Host;

namespace SynthGen.Benchmarks;

/// <summary>What importing the module costs, and how fast the Template backend makes rows of a real document.</summary>
internal static class GenerateBenchmark
{
    private const int Runs = 11;

    /// <summary>The document of SYNTHGEN_DOCUMENT, or the sample.</summary>
    public static string Document => Environment.GetEnvironmentVariable("SYNTHGEN_DOCUMENT") is { Length: > 0 } given
        ? given
        : Path.Combine(Path.GetDirectoryName(EngineSession.FindModule(AppContext.BaseDirectory)!)!, "..", "..", "examples", "harbour-lease.txt");

    /// <summary>The time of an import over that of a bare runspace, in this process, warmed up: medians.</summary>
    public static void Import()
    {
        string module = EngineSession.FindModule(AppContext.BaseDirectory) ?? throw new FileNotFoundException("The module is not built.");
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

    /// <summary>One process of <see cref="Import"/>.</summary>
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

    /// <summary>Document to rows in a runspace.</summary>
    public static void Template()
    {
        using Runspace runspace = RunspaceFactory.CreateRunspace(EngineSession.CreateState(EngineSession.FindModule(AppContext.BaseDirectory)!));
        runspace.Open();
        runspace.SessionStateProxy.SetVariable("document", Document);
        for (int i = 0; i < 3; i++)
        {
            long begin = Stopwatch.GetTimestamp();
            using PowerShell shell = PowerShell.Create(runspace);
            shell.AddScript("$null = Split-OcrDocument -Path $document | New-SyntheticQuery -Backend Template -OutcomeVariable outcome; $outcome");
            GenerationSummary summary = (GenerationSummary)shell.Invoke()[0].BaseObject;
            double seconds = Stopwatch.GetElapsedTime(begin).TotalSeconds;
            Console.WriteLine($"run {i + 1}: {Path.GetFileName(Document)}: {summary} in {seconds:0.00} s, {summary.Pages / seconds:0} pages/s");
        }
    }
}
