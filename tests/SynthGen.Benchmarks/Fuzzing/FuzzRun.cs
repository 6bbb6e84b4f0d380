using System.Diagnostics;
using System.Globalization;

namespace SynthGen.Benchmarks.Fuzzing;

/// <summary>
/// Feeds readers with broken input and prints what became of it. A worker that ends, that hangs over an input, or that
/// takes too much memory is a finding, and so is each exception that a reader does not declare; the input is kept. Usage:
/// fuzz [target] [--seconds N] [--seed N] [--inputs N]. With --inputs each target gets so many inputs, the same each time.
/// fuzz target --replay file feeds a finding once more.
/// </summary>
internal static class FuzzRun
{
    private const long LongestInput = 5_000, LongestWait = 60_000, MostMemory = 1L << 30;
    private const int MostFindings = 5;

    /// <summary>Runs and prints the table.</summary>
    /// <returns>The exit code: 1 if there were findings.</returns>
    public static int Run(string[] arguments)
    {
        string[] names = FuzzTargets.Names(arguments.Length > 0 && !arguments[0].StartsWith('-') ? arguments[0] : "");
        int seed = (int)Option(arguments, "--seed", Environment.TickCount & int.MaxValue);
        double seconds = Option(arguments, "--seconds", 60);
        long inputs = (long)Option(arguments, "--inputs", 0);
        if (names.Length == 0)
        {
            Console.Error.WriteLine($"There is no such target. There are: {string.Join(", ", FuzzTargets.Names(""))}.");
            return 1;
        }

        if (Array.IndexOf(arguments, "--replay") is >= 0 and int at)
        {
            byte[] input = File.ReadAllBytes(arguments[at + 1]);
            Environment.CurrentDirectory = Directory.CreateTempSubdirectory("synthgen-fuzz-").FullName;
            Console.WriteLine(FuzzTargets.Create(names[0]).Run(input) ? "Accepted." : "Rejected.");
            return 0;
        }

        string findings = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "synthgen-fuzz", $"{DateTime.Now:yyyyMMdd-HHmmss}-{Environment.ProcessId}")).FullName;
        string copies = inputs > 0 ? "" : Directory.CreateDirectory(Path.Combine(findings, "copies")).FullName;
        if (copies.Length > 0)
            Coverage.Instrument(copies);
        Console.WriteLine($"Seed {seed}. Findings: {findings}");
        Console.WriteLine($"{"target",-20}{"inputs",10}{"per second",12}{"accepted",10}{"rejected",10}{"crashes",9}{"hangs",7}{"kept",7}{"memory MB",11}");
        bool isClean = true;
        foreach (string name in names)
            isClean &= Run(new FuzzWorker(name, seed, seconds, inputs, Path.Combine(findings, name + ".board"), findings, copies));
        if (copies.Length > 0)
            Directory.Delete(copies, recursive: true);
        if (isClean)
            Directory.Delete(findings, recursive: true);
        return isClean ? 0 : 1;
    }

    private static bool Run(FuzzWorker worker)
    {
        using FuzzBoard board = new(worker.Board);
        Stopwatch clock = Stopwatch.StartNew();
        long hangs = 0, ended = 0, memory = 0;
        string? problem;
        do
        {
            problem = Watch(worker with { Seconds = worker.Seconds - clock.Elapsed.TotalSeconds, Seed = worker.Seed + (int)(hangs + ended) }, board, ref memory);
            hangs += problem == "hang" ? 1 : 0;
            ended += problem is not null and not "hang" ? 1 : 0;
            if (problem is not null)
                File.WriteAllBytes(Path.Combine(worker.Findings, $"{worker.Target}-{problem}-{hangs + ended}.input"), board.Input);
        }
        while (problem is not null && hangs + ended < MostFindings && clock.Elapsed.TotalSeconds < worker.Seconds && worker.Inputs == 0);

        long crashes = board.Crashed + ended, all = board.Accepted + board.Rejected + crashes + hangs;
        bool isClean = crashes + hangs == 0 && !Directory.EnumerateFiles(worker.Findings, worker.Target + "-*").Any();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{worker.Target,-20}{all,10:N0}{all / clock.Elapsed.TotalSeconds,12:N0}{board.Accepted,10:N0}{board.Rejected,10:N0}{crashes,9:N0}{hangs,7:N0}{board.Kept,7:N0}{memory / 1e6,11:N0}"));
        foreach (string file in Directory.EnumerateFiles(worker.Findings, worker.Target + "-*.txt"))
            Console.WriteLine($"  {Path.GetFileName(file)}: {File.ReadLines(file).First()}");
        File.Delete(worker.Board);
        return isClean;
    }

    // Returns what went wrong; null if the worker came to its end.
    private static string? Watch(FuzzWorker worker, FuzzBoard board, ref long memory)
    {
        string self = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(self) == "dotnet";
        ProcessStartInfo start = new(self, [.. isHost ? (string[])[typeof(FuzzRun).Assembly.Location] : [], .. worker.ToArguments()]);
        start.WorkingDirectory = worker.Findings;
        start.Environment["DOTNET_gcServer"] = "0";
        board.End();
        using Process process = Process.Start(start)!;
        while (!process.WaitForExit(20))
        {
            if (Read(process) is not (long used, double worked))
                continue;
            memory = Math.Max(memory, used);

            // On a busy machine an input waits without being at fault.
            bool hangs = board.Began is > 0 and long began && Environment.TickCount64 - began is > LongestInput and long waited &&
                (waited > LongestWait || worked - board.Worked > LongestInput);
            if (!hangs && used < MostMemory)
                continue;
            process.Kill();
            process.WaitForExit();
            return hangs ? "hang" : "memory";
        }

        return process.ExitCode == 0 ? null : "end";
    }

    // Returns the memory in bytes and the processor time in milliseconds; null if the process has ended, as it may at any moment.
    private static (long Memory, double Worked)? Read(Process process)
    {
        try
        {
            process.Refresh();
            return (process.WorkingSet64, process.TotalProcessorTime.TotalMilliseconds);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static double Option(string[] arguments, string name, double otherwise) =>
        Array.IndexOf(arguments, name) is >= 0 and int at && at + 1 < arguments.Length
            ? double.Parse(arguments[at + 1], CultureInfo.InvariantCulture)
            : otherwise;
}
