using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using SynthGen.TestServer;

namespace SynthGen.Benchmarks;

/// <summary>The figures of a run of a few pages against a server, one request at a time, so that it is certain what was asked before.</summary>
internal sealed record ServiceRun(int Rows, int Generated, int Empty, int Failed, int Pending, int Requests, double Seconds, int ExitCode)
{
    /// <summary>The number of pages.</summary>
    public const int Pages = 8;

    /// <summary>The key that servers with one want.</summary>
    public const string Key = "test-key-0123456789abcdef";

    /// <summary>The heads of the columns.</summary>
    public static string Header { get; } = FormattableString.Invariant(
        $"{"means",-12}{"case",-38}{"format",-8}{"rows",5}{"empty",6}{"failed",7}{"pending",8}{"requests",9}{"seconds",8}{"exit",5}");

    /// <summary>Runs the pages through New-SyntheticQuery with these arguments; $key is the key.</summary>
    public static ServiceRun Measure(Runspace runspace, ModelServer server, string arguments)
    {
        server.Reset();
        runspace.SessionStateProxy.SetVariable("pages", Enumerable.Range(1, Pages).Select(Page).ToArray());
        runspace.SessionStateProxy.SetVariable("key", new NetworkCredential("", Key).SecurePassword);
        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddScript($"$rows = $pages | New-SyntheticQuery {arguments} -Model probe -ThrottleLimit 1 -OutcomeVariable outcome; [int](-not $?)");
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

        if (runspace.SessionStateProxy.GetVariable("outcome") is not { } outcome)
            return new ServiceRun(0, 0, 0, 0, Pages, (int)server.Log.Count, Stopwatch.GetElapsedTime(start).TotalSeconds, exitCode);
        GenerationSummary summary = (GenerationSummary)LanguagePrimitives.ConvertTo(outcome, typeof(GenerationSummary), CultureInfo.InvariantCulture);
        return new ServiceRun(
            (int)summary.Rows, summary.Generated, summary.Empty, summary.Failed, summary.Pending, (int)server.Log.Count, Stopwatch.GetElapsedTime(start).TotalSeconds, exitCode);
    }

    /// <summary>A line of the table.</summary>
    public string Line(string means, string name, string format, bool isRight) => FormattableString.Invariant(
        $"{means,-12}{name,-38}{format,-8}{Rows,5}{Empty,6}{Failed,7}{Pending,8}{Requests,9}{Seconds,8:0.0}{ExitCode,5}{(isRight ? "" : "  NOT as it should be")}");

    private static OcrPage Page(int number) => new(
        number,
        $"""
        The tenant of warehouse {number} withheld rent for {number + 2} months after the transfer switch had failed in the night.
        Anselm Fitch wrote to the harbour master on August {number}, 2021 that nobody had tested generator {number}.
        The court found the landlord liable for spoiled goods in the amount of {number},450 dollars and for the clean-up.
        """,
        "lease.txt");
}
