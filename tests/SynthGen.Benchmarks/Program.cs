// Prints figures; asserts nothing. Usage: dotnet run -c Release --project tests/SynthGen.Benchmarks -- [name ...]
using SynthGen.Benchmarks;

Dictionary<string, Action> benchmarks = new(StringComparer.OrdinalIgnoreCase)
{
    ["export"] = DatasetBenchmark.Export,
    ["import"] = DatasetBenchmark.Import,
    ["split"] = SplitBenchmark.Run,
};

foreach (string name in args.Length > 0 ? args : [.. benchmarks.Keys])
{
    if (!benchmarks.TryGetValue(name, out Action? run))
    {
        Console.Error.WriteLine($"Unknown benchmark '{name}'. There are: {string.Join(", ", benchmarks.Keys)}.");
        return 1;
    }

    Console.WriteLine($"# {name}");
    run();
}

return 0;
