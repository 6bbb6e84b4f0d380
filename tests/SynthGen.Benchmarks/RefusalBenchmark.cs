using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SynthGen.TestServer;
using SynthGen.TestServer.Faults;

namespace SynthGen.Benchmarks;

/// <summary>A run of eight pages against a service that behaves as real ones do, case by case in both wire formats.</summary>
internal static class RefusalBenchmark
{
    private const int Pages = 8;

    // The first page, before any was answered, and one in the middle; a run ends in its middle.
    private static readonly int[] Twice = [1, 4], InTheMiddle = [4];

    /// <summary>Prints the table. Exits with 1 if a case is not as its kind has it.</summary>
    public static void Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task RunAsync()
    {
        await using ModelServer server = await ModelServer.StartAsync();
        using Runspace runspace = ModuleRunspace.Open();
        int rows = Measure(runspace, server, "OpenAI", null, []).Rows, wrong = 0;
        Console.WriteLine($"{Pages} pages, undisturbed {rows} rows. Exit code: that of pwsh -Command.");
        Console.WriteLine(FormattableString.Invariant($"{"means",-7}{"case",-38}{"format",-8}{"rows",5}{"empty",6}{"failed",7}{"pending",8}{"requests",9}{"seconds",8}{"exit",5}"));
        foreach (ServiceBehavior behavior in ServiceBehavior.All)
        {
            foreach (string backend in (string[])["OpenAI", "Gemini"])
            {
                if ((backend == "OpenAI" ? behavior.OpenAI : behavior.Gemini) is null)
                    continue;
                int[] where = behavior.Meaning is BehaviorMeaning.Run or BehaviorMeaning.Day ? InTheMiddle : Twice;
                Figures run = Measure(runspace, server, backend, behavior, where);
                bool isRight = run.IsAs(behavior.Meaning, rows);
                wrong += isRight ? 0 : 1;
                Console.WriteLine(FormattableString.Invariant(
                    $"{behavior.Meaning,-7}{behavior.Name,-38}{backend,-8}{run.Rows,5}{run.Empty,6}{run.Failed,7}{run.Pending,8}{run.Requests,9}{run.Seconds,8:0.0}{run.ExitCode,5}{(isRight ? "" : "  NOT as it should be")}"));
            }
        }

        Console.WriteLine($"{wrong} cases are not as they should be.");
        if (wrong > 0)
            Environment.ExitCode = 1;
    }

    private static Figures Measure(Runspace runspace, ModelServer server, string backend, ServiceBehavior? behavior, int[] where)
    {
        server.Reset();
        ScriptedFaultPlan plan = new();
        foreach (int page in where)
            plan.Containing($"warehouse {page} ", behavior!);
        server.Faults = plan;
        runspace.SessionStateProxy.SetVariable("pages", Enumerable.Range(1, Pages).Select(Page).ToArray());

        // One at a time, so that it is certain what was asked before the refusal.
        Uri endpoint = backend == "OpenAI" ? server.OpenAIEndpoint : server.GeminiEndpoint;
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddScript($"$rows = $pages | New-SyntheticQuery {backend} -Endpoint {endpoint} -Model probe -ThrottleLimit 1 -OutcomeVariable outcome; [int](-not $?)");
        long start = Stopwatch.GetTimestamp();
        int exitCode = 1;
        try
        {
            exitCode = shell.Invoke<int>()[0];
        }
        catch (RuntimeException)
        {
            // A terminating error: the command says why, and the figures say the rest.
        }

        GenerationSummary summary = (GenerationSummary)LanguagePrimitives.ConvertTo(
            runspace.SessionStateProxy.GetVariable("outcome"), typeof(GenerationSummary), CultureInfo.InvariantCulture);
        return new Figures(
            (int)summary.Rows, summary.Generated, summary.Empty, summary.Failed, summary.Pending, server.Log.Count, Stopwatch.GetElapsedTime(start).TotalSeconds, exitCode);
    }

    private static OcrPage Page(int number) => new(
        number,
        $"""
        The tenant of warehouse {number} withheld rent for {number + 2} months after the transfer switch had failed in the night.
        Anselm Fitch wrote to the harbour master on August {number}, 2021 that nobody had tested generator {number}.
        The court found the landlord liable for spoiled goods in the amount of {number},450 dollars and for the clean-up.
        """,
        "lease.txt");

    private sealed record Figures(int Rows, int Generated, int Empty, int Failed, int Pending, long Requests, double Seconds, int ExitCode)
    {
        public bool IsAs(BehaviorMeaning meaning, int undisturbed) => meaning switch
        {
            BehaviorMeaning.Page => (Generated, Failed, Pending, Requests, ExitCode) == (Pages - Twice.Length, Twice.Length, 0, Pages, 1),
            BehaviorMeaning.Run => (Generated, Failed, Pending, Requests, ExitCode) == (InTheMiddle[0] - 1, 0, Pages - InTheMiddle[0] + 1, InTheMiddle[0], 1),
            BehaviorMeaning.Day => (Generated, Failed, Pending, Requests, ExitCode) == (InTheMiddle[0] - 1, 0, Pages - InTheMiddle[0] + 1, InTheMiddle[0], 0),
            BehaviorMeaning.Moment => (Rows, Failed, Pending, Requests, ExitCode) == (undisturbed, 0, 0, Pages + Twice.Length, 0),
            _ => (Rows, Failed, Pending, Requests, ExitCode) == (undisturbed, 0, 0, Pages, 0),
        };
    }
}
