using SynthGen.Adapters;
using SynthGen.Datasets;
using SynthGen.Datasets.Shards;
using SynthGen.Documents.Shards;
using SynthGen.Files;
using SynthGen.Generation;
using SynthGen.Generation.Journal;
using SynthGen.Generation.Model;
using SynthGen.Generation.Prompts;
using SynthGen.Models;
using SynthGen.Quality;
using SynthGen.Quality.Gates;
using SynthGen.Tools;

namespace SynthGen.Benchmarks.Scale;

/// <summary>
/// Takes a million pages through everything but a model: 64 shards one after the other, each through the generation run, one
/// journal, the gates that need no index, and the export of a shard; then opens the journal, and merges 64 and 1,024 shards.
/// </summary>
internal static class ScaleBenchmark
{
    private const int Shards = 64;
    private const int SmallShards = 1024;

    /// <summary>The number of pages; fewer for a first look.</summary>
    public static int Pages => int.TryParse(Environment.GetEnvironmentVariable("SYNTHGEN_SCALE_PAGES"), out int given) ? given : 1_000_000;

    public static void Run()
    {
        int pages = Pages;
        string folder = Directory.CreateTempSubdirectory("synthgen-scale-").FullName;
        try
        {
            Meter all = new();
            PromptWriter prompts = new(PromptSet.BuiltIn, BuiltInTools.All, 1, "legal", "lawyers");
            Generate(folder, pages, prompts).GetAwaiter().GetResult();
            OpenJournal(folder);
            Merge(folder, "part", "merged-64.jsonl", pages);
            Divide(folder);
            Merge(folder, "small", "merged-1024.jsonl", pages);
            Console.WriteLine($"the two merges are the same bytes: {(SameBytes(Path.Combine(folder, "merged-64.jsonl"), Path.Combine(folder, "merged-1024.jsonl")) ? "yes" : "NO")}");
            ClusterSimulation.Run(pages);
            Console.WriteLine(FormattableString.Invariant($"all of it in {all.Seconds / 60:0.0} minutes on {Environment.ProcessorCount} processors"));
            ArchiveArithmetic.Print(pages);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Generate(string folder, int pages, PromptWriter prompts)
    {
        Meter meter = new();
        using OutcomeJournal journal = OutcomeJournal.Open(Path.Combine(folder, "journal"));
        IToolSchemaValidator validator = new NJsonSchemaValidator();
        ModelOptions options = new("Bench", BuiltInTools.All, 1, 1, new ChatSampling());
        IQueryGenerator generator = new JournalingGenerator(
            new ModelQueryGenerator(new SeededArchive(), prompts, PromptSet.BuiltIn.Version, options, validator, null), journal,
            new JournalKey("m", prompts.Instruction.Text, "p"), BuiltInTools.All, retryEmpty: false);
        long rows = 0, rejected = 0;
        for (int index = 0; index < Shards; index++)
        {
            GenerationRun run = new(generator, Environment.ProcessorCount * 2, CancellationToken.None);
            GateRun gates = new([new SchemaGate(validator), new WellFormedGate(null), new DuplicateGate(DuplicateGate.Similarity)], null, CancellationToken.None);
            using ShardFile file = ShardFile.Create(ShardName.Of(Path.Combine(folder, "part.jsonl"), index, Shards), FilePlacement.Replace, new PageShard(index, Shards));
            foreach (int number in SeededArchive.PagesOf(index, Shards, pages))
            {
                while (run.IsFull)
                    await Take();
                run.Add(SeededArchive.Page(number));
            }

            while (run.Waiting > 0)
                await Take();
            while (gates.Waiting > 0)
                await Export();
            GenerationSummary summary = run.Summary;
            file.Shard = new PageShard(index, Shards) { Pages = summary.Pages, DocumentPages = pages, Document = "archive", IsComplete = true };
            file.Pages = new ShardPages(summary.Pages, summary.Generated, summary.Empty, summary.Failed, 0);
            file.Commit();
            rows += file.Rows;
            rejected += gates.Summary.Rejected;
            if (summary.Generated != summary.Pages)
                Console.WriteLine($"shard {index}: {summary}");

            async Task Take()
            {
                foreach (SyntheticQuery row in (await run.TakeAsync()).Rows)
                {
                    while (gates.IsFull)
                        await Export();
                    gates.Add(row);
                }

                while (gates.IsNextReady)
                    await Export();
            }

            async Task Export()
            {
                DatasetRow row = await gates.TakeAsync();
                if (row.Verdict!.Passed)
                    file.Write(row);
            }
        }

        meter.Print(FormattableString.Invariant($"generated: {pages:#,0} pages, {rows:#,0} rows, {rejected:#,0} rejected, {pages / meter.Seconds:#,0} pages a second"));
    }

    private static void OpenJournal(string folder)
    {
        string path = Path.Combine(folder, "journal");
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Meter meter = new();
        using OutcomeJournal journal = OutcomeJournal.Open(path);
        meter.Print(FormattableString.Invariant($"journal: {new FileInfo(path).Length / 1e6:#,0} MB, opened with {journal.Count:#,0} outcomes, {(GC.GetTotalMemory(forceFullCollection: true) - before) >> 20} MiB of it in memory"));
    }

    private static void Merge(string folder, string name, string target, int pages)
    {
        Meter meter = new();
        ShardSet set = ShardSet.Read(Directory.GetFiles(folder, $"{name}-*.jsonl"));
        set.Verify(null, CancellationToken.None);
        foreach (ShardProblem problem in set.Problems)
            Console.WriteLine($"{problem.Fault}: {problem.Shards.Count} shards");
        double verified = meter.Seconds;
        using ShardMerge merge = new(set.Parts, folder);
        DistinctRows distinct = new(DuplicateGate.Similarity, folder);
        using DatasetFile dataset = DatasetFile.Create(Path.Combine(folder, target), FilePlacement.Replace);
        foreach (DatasetRow row in distinct.Of(merge.Rows(CancellationToken.None), CancellationToken.None))
            dataset.Write(row);
        dataset.Commit();
        long outcomes = set.Parts.Sum(part => part.Done.Pages.All);
        meter.Print(FormattableString.Invariant(
            $"merged: {set.Parts.Count:#,0} shards of {set.Parts.Sum(part => part.Done.Bytes) / 1e6:#,0} MB ({verified:0.0} s to verify them), {dataset.Rows:#,0} rows, {distinct.Copies:#,0} copies left out, outcomes of {outcomes:#,0} of {pages:#,0} pages"));
    }

    // A shard of 64 has the pages of 16 of 1,024.
    private static void Divide(string folder)
    {
        Meter meter = new();
        foreach (ShardPart part in ShardSet.Read(Directory.GetFiles(folder, "part-*.jsonl")).Parts)
        {
            int first = part.Done.Shard * (SmallShards / Shards);
            ShardFile[] files = [.. Enumerable.Range(first, SmallShards / Shards).Select(index =>
                ShardFile.Create(ShardName.Of(Path.Combine(folder, "small.jsonl"), index, SmallShards), FilePlacement.Replace, new PageShard(index, SmallShards)))];
            int[] pages = new int[files.Length];
            using ShardMerge rows = new([part], folder);
            foreach (DatasetRow row in rows.Rows(CancellationToken.None))
            {
                int index = Array.FindIndex(files, file => file.Has(row));
                files[index].Write(row);
                pages[index]++;
            }

            for (int i = 0; i < files.Length; i++)
            {
                files[i].Shard = new PageShard(first + i, SmallShards) { DocumentPages = (int)part.Done.DocumentPages, Document = "archive", IsComplete = true };
                files[i].Pages = new ShardPages(pages[i], pages[i], 0, 0, 0);
                files[i].Commit();
                files[i].Dispose();
            }
        }

        meter.Print(FormattableString.Invariant($"divided into {SmallShards:#,0} shards, to have them"));
    }

    private static bool SameBytes(string one, string other)
    {
        using FileStream first = File.OpenRead(one), second = File.OpenRead(other);
        return System.Security.Cryptography.SHA256.HashData(first).AsSpan().SequenceEqual(System.Security.Cryptography.SHA256.HashData(second));
    }
}
