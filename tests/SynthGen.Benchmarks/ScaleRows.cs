using System.Diagnostics;
using System.Globalization;
using SynthGen.Datasets;

namespace SynthGen.Benchmarks;

/// <summary>
/// Rows about size: processor time, wall time and peak memory of indexes of more and more pages, of a million rows compared, measured
/// and split, and of Parquet files beside DuckDB. Each case is a process of its own; printed is the median, and the load beside it.
/// </summary>
internal static class ScaleRows
{
    /// <summary>The argument of a process that runs one case.</summary>
    public const string Verb = "scale-case";

    private const int ParquetRows = 200_000;

    public static void Index()
    {
        foreach ((int pages, int times) in ((int, int)[])[(448, 5), (4_480, 3), (44_800, 3)])
            Print($"index of {pages:n0} pages", times, "index", $"{pages}");
    }

    public static void Duplicates()
    {
        foreach (string what in (string[])["duplicate", "duplicate-pattern", "measure", "split"])
            Print($"{what}, 1,000,000 rows", 3, what);
    }

    public static void Parquet()
    {
        string folder = Directory.CreateTempSubdirectory("synthgen-scale-").FullName;
        try
        {
            foreach (string format in (string[])["Canonical", "Trl"])
            {
                string ours = Path.Combine(folder, $"{format}.parquet"), lines = Path.Combine(folder, $"{format}.jsonl"), theirs = Path.Combine(folder, $"{format}-duckdb.parquet");
                Print($"{format}: write {ParquetRows:n0} rows as Parquet", 3, "parquet-write", format, ours);
                Print($"{format}: read them", 3, "parquet-read", format, ours);
                DuckDb($"{format}: DuckDB reads them to JSON lines", $"COPY (SELECT * FROM '{ours}') TO '{lines}' (FORMAT json)");
                DuckDb($"{format}: DuckDB writes JSON lines as Parquet", $"COPY (SELECT * FROM read_json_auto('{lines}')) TO '{theirs}' (FORMAT parquet, COMPRESSION zstd)");
                Console.WriteLine(FormattableString.Invariant(
                    $"{format}: file of {new FileInfo(ours).Length / 1e6:0.0} MB, by DuckDB {(File.Exists(theirs) ? new FileInfo(theirs).Length / 1e6 : double.NaN):0.0} MB"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs a case in this process, and prints what it took.</summary>
    public static void RunCase(ReadOnlySpan<string> arguments)
    {
        long start = Stopwatch.GetTimestamp();
        switch (arguments[0])
        {
            case "index": IndexBenchmark.BuildCopies(int.Parse(arguments[1], CultureInfo.InvariantCulture)); break;
            case "duplicate": DuplicateBenchmark.Compare(onePattern: false); break;
            case "duplicate-pattern": DuplicateBenchmark.Compare(onePattern: true); break;
            case "measure": DuplicateBenchmark.Measure(); break;
            case "split": DatasetSplitBenchmark.Million(); break;
            case "parquet-write": FormatBenchmark.WriteParquet(arguments[2], arguments[1], ParquetRows); break;
            case "parquet-read": FormatBenchmark.ReadParquet(arguments[2], arguments[1]); break;
            default: throw new ArgumentException(arguments[0]);
        }

        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(FormattableString.Invariant(
            $"{self.TotalProcessorTime.TotalSeconds:0.00} {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} {self.PeakWorkingSet64 / 1048576.0:0}"));
    }

    private static void Print(string what, int times, params string[] arguments)
    {
        string[] command = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.ProcessPath!, Environment.GetCommandLineArgs()[0]] : [Environment.ProcessPath!];
        Report(what, [.. Enumerable.Range(0, times).Select(_ => Last([.. command, Verb, .. arguments]))]);
    }

    // DuckDB's package for Node is found by NODE_PATH.
    private static void DuckDb(string what, string statement)
    {
        const string script = """
            const { DuckDBInstance } = require('@duckdb/node-api'), start = Date.now();
            (async () => {
                const connection = await (await DuckDBInstance.create(':memory:')).connect();
                await connection.run(process.argv[1]);
                const use = process.resourceUsage();
                console.log((use.userCPUTime + use.systemCPUTime) / 1e6, (Date.now() - start) / 1e3, use.maxRSS / 1024);
            })();
            """;
        try
        {
            Report(what, [.. Enumerable.Range(0, 3).Select(_ => Last(["node", "-e", script, statement]))]);
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidDataException)
        {
            Console.WriteLine($"{what}: DuckDB for Node is not there to compare with.");
        }
    }

    private static double[] Last(string[] command)
    {
        using Process process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        string[] lines = process.StandardOutput.ReadToEnd().TrimEnd().Split('\n');
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. lines[^1].Split(' ').Select(figure => double.Parse(figure, CultureInfo.InvariantCulture))]
            : throw new InvalidDataException($"The case ended with {process.ExitCode}.");
    }

    private static void Report(string what, double[][] runs)
    {
        string load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        Console.WriteLine(FormattableString.Invariant($"{what,-50} {Median(0),6:0.00} CPU s {Median(1),6:0.0} s, peak {Median(2),5:0} MB, load {load}"));

        double Median(int figure) => runs.Select(run => run[figure]).Order().ElementAt(runs.Length / 2);
    }
}
