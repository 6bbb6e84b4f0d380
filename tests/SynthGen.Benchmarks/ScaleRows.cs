using System.Diagnostics;
using System.Globalization;
using SynthGen.Benchmarks.Cold;
using SynthGen.Datasets;

namespace SynthGen.Benchmarks;

/// <summary>
/// Rows about size: processor time, wall time and peak memory of indexes of more and more pages, of a million rows compared, measured
/// and split, and of Parquet files beside DuckDB. Each case is a process of its own.
/// </summary>
internal static class ScaleRows
{
    /// <summary>The argument of a process that runs one case.</summary>
    public const string Verb = "scale-case";

    private const int ParquetRows = 200_000;

    public static void Index()
    {
        Turns turns = new("Index of copies of the document, its own model", 3);
        foreach (int pages in (int[])[448, 4_480, 44_800])
            turns.Add($"{pages:n0} pages", () => Case("index", $"{pages}"));
        turns.Run();
    }

    public static void Duplicates()
    {
        Turns turns = new("1,000,000 rows", 3);
        foreach (string what in (string[])["duplicate", "duplicate-pattern", "measure", "split"])
            turns.Add(what, () => Case(what));
        turns.Run();
    }

    public static void Parquet()
    {
        string folder = Directory.CreateTempSubdirectory("synthgen-scale-").FullName;
        try
        {
            foreach (string format in (string[])["Canonical", "Trl"])
            {
                string ours = Path.Combine(folder, $"{format}.parquet"), theirs = Path.Combine(folder, $"{format}-duckdb.parquet");
                string lines = Path.Combine(folder, $"{format}.jsonl"), again = Path.Combine(folder, "again.jsonl");
                FormatBenchmark.WriteRows(lines, format, ParquetRows);
                Turns turns = new($"Parquet, {format}, {ParquetRows:n0} rows", 3);
                turns.Add("rows made and written", () => Case("write-rows", format, ours)).Add("rows read", () => Case("read-rows", format, ours))
                    .Add("rows made and written as JSON lines", () => Case("write-rows", format, again)).Add("rows read from JSON lines", () => Case("read-rows", format, lines))
                    .Add("JSON lines to Parquet", () => Case("lines-to-parquet", format, lines, ours)).Add("the same, DOTNET_TieredPGO=0", () => Unmeasured(Case("lines-to-parquet", format, lines, ours)))
                    .Add("Parquet to JSON lines", () => Case("parquet-to-lines", ours, again)).Add("the same, DOTNET_TieredPGO=0", () => Unmeasured(Case("parquet-to-lines", ours, again)));
                if (HasDuckDb())
                {
                    turns.Add("DuckDB, JSON lines to Parquet", () => DuckDb($"COPY (SELECT * FROM read_json_auto('{lines}')) TO '{theirs}' (FORMAT parquet, COMPRESSION zstd)"))
                        .Add("DuckDB, Parquet to JSON lines", () => DuckDb($"COPY (SELECT * FROM '{theirs}') TO '{again}' (FORMAT json)"));
                }
                else
                {
                    Console.WriteLine("DuckDB for Node is not there to compare with: NODE_PATH names the folder of @duckdb/node-api.");
                }

                turns.Run();
                Console.WriteLine(FormattableString.Invariant(
                    $"  file of {new FileInfo(ours).Length / 1e6:0.0} MB, by DuckDB {(File.Exists(theirs) ? new FileInfo(theirs).Length / 1e6 : double.NaN):0.0} MB"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Runs a case in this process.</summary>
    public static void RunCase(ReadOnlySpan<string> arguments)
    {
        switch (arguments[0])
        {
            case "index": IndexBenchmark.BuildCopies(int.Parse(arguments[1], CultureInfo.InvariantCulture)); break;
            case "duplicate": DuplicateBenchmark.Compare(onePattern: false); break;
            case "duplicate-pattern": DuplicateBenchmark.Compare(onePattern: true); break;
            case "measure": DuplicateBenchmark.Measure(); break;
            case "split": DatasetSplitBenchmark.Million(); break;
            case "write-rows": FormatBenchmark.WriteRows(arguments[2], arguments[1], ParquetRows); break;
            case "read-rows": FormatBenchmark.ReadRows(arguments[2], arguments[1]); break;
            case "lines-to-parquet": FormatBenchmark.LinesToParquet(arguments[2], arguments[1], arguments[3]); break;
            case "parquet-to-lines": FormatBenchmark.ParquetToLines(arguments[1], arguments[2]); break;
            case "large": LargeDataset.Write(arguments[1], int.Parse(arguments[2], CultureInfo.InvariantCulture)); break;
            default: throw new ArgumentException(arguments[0]);
        }
    }

    private static ProcessStartInfo Case(params string[] arguments)
    {
        string[] command = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Environment.ProcessPath!, Environment.GetCommandLineArgs()[0]] : [Environment.ProcessPath!];
        return new ProcessStartInfo(command[0], [.. command[1..], Verb, .. arguments]);
    }

    // As the Host runs, and pwsh where its user says so: no code is measured before it is compiled again.
    private static ProcessStartInfo Unmeasured(ProcessStartInfo start)
    {
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }

    private static ProcessStartInfo DuckDb(string statement) => new("node", ["-e", """
        const { DuckDBInstance } = require('@duckdb/node-api');
        DuckDBInstance.create(':memory:').then(database => database.connect()).then(connection => connection.run(process.argv[1]));
        """, statement]);

    private static bool HasDuckDb()
    {
        try
        {
            return MeasuredProcess.Run(new ProcessStartInfo("node", ["-e", "require('@duckdb/node-api')"])) is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
