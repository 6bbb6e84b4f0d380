using System.Diagnostics;
using SynthGen.Generation.Journal;
using SynthGen.Json;

namespace SynthGen.Benchmarks;

/// <summary>Measures writing, opening and reading a journal of 100,000 pages.</summary>
internal static class JournalBenchmark
{
    private const int Pages = 100_000;

    public static void Run()
    {
        string path = Path.GetTempFileName();
        long start = Stopwatch.GetTimestamp();
        using (OutcomeJournal journal = OutcomeJournal.Open(path))
        {
            for (int number = 1; number <= Pages; number++)
                journal.Append((UInt128)number, Outcome(number));
        }

        Console.WriteLine($"written: {Pages} outcomes of 3 rows, {new FileInfo(path).Length / Pages} bytes each, in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s");
        for (int round = 1; round <= 3; round++)
        {
            start = Stopwatch.GetTimestamp();
            using OutcomeJournal journal = OutcomeJournal.Open(path);
            Console.WriteLine($"opened: {journal.Count} outcomes in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s");
            if (round < 3)
                continue;
            start = Stopwatch.GetTimestamp();
            long rows = 0;
            for (int number = 1; number <= Pages; number++)
                rows += journal.Find((UInt128)number)!.Rows.Count;
            Console.WriteLine($"read back: {rows} rows in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s");
        }

        File.Delete(path);
    }

    private static PageOutcome Outcome(int number)
    {
        OcrPage page = new(number, $"The lessee of pier {number} withheld the rent from March on, and the lessor gave notice.", "bench.txt");
        SyntheticQuery Row(int i) => new($"Why did the lessor of pier {number} give notice, part {i}?", [new ToolCall("vector_search", JsonValue.Object(("query", $"notice for unpaid rent, pier {number}")))], number)
        {
            Source = page.Source,
            Evidence = Evidence.At(page, 0, 40),
            Provenance = new Provenance("Gemini", "bench-model-001", "0123456789abcdef", null, 1500, 300),
        };
        return PageOutcome.Generated(page, [Row(1), Row(2), Row(3)]) with { Model = "bench-model-001", InputTokens = 1500, OutputTokens = 300 };
    }
}
