// Prints figures; asserts nothing. Usage: dotnet run -c Release --project tests/SynthGen.Benchmarks -- [name ...]
// "readme" prints docs/benchmarks.md. "fuzz" feeds readers with broken input; see FuzzRun.
using SynthGen.Benchmarks;
using SynthGen.Benchmarks.Cold;
using SynthGen.Benchmarks.Fuzzing;
using SynthGen.Benchmarks.Scale;

Dictionary<string, Action> benchmarks = new(StringComparer.OrdinalIgnoreCase)
{
    ["export"] = DatasetBenchmark.Export,
    ["import"] = DatasetBenchmark.Import,
    ["formats"] = FormatBenchmark.Run,
    ["split"] = SplitBenchmark.Run,
    ["splits"] = DatasetSplitBenchmark.Run,
    ["duplicate"] = DuplicateBenchmark.Run,
    ["measure"] = DuplicateBenchmark.Measure,
    ["gates"] = GateBenchmark.Run,
    ["conversation-gates"] = ConversationGateBenchmark.Run,
    ["pace"] = PaceBenchmark.Run,
    ["latency"] = LatencyBenchmark.Run,
    ["overhead"] = OverheadBenchmark.Run,
    ["journal"] = JournalBenchmark.Run,
    ["chaos"] = ChaosBenchmark.Chaos,
    ["kill"] = ChaosBenchmark.Kill,
    ["refusals"] = RefusalBenchmark.Run,
    ["refine"] = RefineBenchmark.Run,
    ["module"] = GenerateBenchmark.Import,
    ["template"] = GenerateBenchmark.Template,
    ["index"] = IndexBenchmark.Run,
    ["index-scale"] = ScaleRows.Index,
    ["parquet-scale"] = ScaleRows.Parquet,
    ["retrieval"] = IndexBenchmark.Retrieval,
    ["paraphrases"] = ParaphraseBenchmark.Run,
    ["grounding"] = GroundingBenchmark.Run,
    ["conversations"] = ConversationBenchmark.Run,
    ["graph"] = GraphBenchmark.Run,
    ["model"] = ModelBenchmark.Run,
    ["review"] = ReviewBenchmark.Run,
    ["cold"] = ColdBenchmark.Run,
    ["scale"] = ScaleBenchmark.Run,
    ["cluster"] = () => ClusterSimulation.Run(ScaleBenchmark.Pages),
};

// What a user meets: cold processes, and what grows with the pages and the rows, each beside its peer.
benchmarks["table"] = () =>
{
    foreach (string name in (string[])["cold", "index-scale", "export", "parquet-scale", "duplicate"])
        benchmarks[name]();
};

// Started by "module" itself.
if (args is ["import-cost-bare" or "import-cost-module"])
{
    GenerateBenchmark.Open(args[0] == "import-cost-module");
    return 0;
}

if (args is ["fuzz", .. var options])
    return FuzzRun.Run(options);

// Started by "fuzz" itself.
if (args is [FuzzWorker.Verb, ..])
{
    FuzzWorker.Run(args);
    return 0;
}

// Started by the benchmarks of scale themselves.
if (args is [ScaleRows.Verb, .. var scale])
{
    ScaleRows.RunCase(scale);
    return 0;
}

if (args is ["readme"])
{
    ReadmeFigures.Run(benchmarks);
    return Environment.ExitCode;
}

foreach (string name in args.Length > 0 ? args : [.. benchmarks.Keys.Where(name => name != "table")])
{
    if (!benchmarks.TryGetValue(name, out Action? run))
    {
        Console.Error.WriteLine($"Unknown benchmark '{name}'. There are: {string.Join(", ", benchmarks.Keys)}.");
        return 1;
    }

    Console.WriteLine($"# {name}");
    run();
}

return Environment.ExitCode;
