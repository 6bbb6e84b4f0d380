using System.Runtime.InteropServices;

namespace SynthGen.Benchmarks;

/// <summary>Prints docs/benchmarks.md, so that each of its figures is as the program printed it.</summary>
internal static class ReadmeFigures
{
    private static readonly (string Title, string Text, string[] Names)[] Sections =
    [
        ("Gates", "Rows of the Template backend, before and after the gates, and faults planted in rows that passed.", ["gates"]),
        ("Cold", "Each case is a process of its own, from the start of PowerShell on, or the part of it that is named. PowerShell binds each\npage to a parameter of `Out-Null`, which takes as long as the split itself; `> $null` takes nothing. Among many pages, gates read the list of each\nword of their searches once; the second time shows a row without that.", ["cold"]),
        ("Template", "In one process; the first run compiles.", ["template"]),
        ("Pages", "The quickest of seven runs in one process, beside Python's `re.split` and `Get-Content` alone, on copies of the document.", ["split"]),
        ("Datasets", "Beside the same bytes written alone.", ["export", "import"]),
        ("Index", "How often a row's own calls find its page.", ["retrieval"]),
        ("Module", "", ["module"]),
    ];

    public static void Run(IReadOnlyDictionary<string, Action> benchmarks)
    {
        string document = Path.GetFileName(Environment.GetEnvironmentVariable("SYNTHGEN_DOCUMENT")) ?? "the sample document";
        Console.WriteLine(
            $"""
            # Benchmarks

            This page is the output of `dotnet run -c Release --project tests/SynthGen.Benchmarks -- readme`. `SYNTHGEN_DOCUMENT`
            names a document to measure with, in place of the sample. Other figures have names of their own, such as `formats`,
            `splits`, `latency`, `pace`, `overhead`, `duplicate`, `paraphrases`, `refine`, `refusals`, `model` and `scale`.
            `table` sets cold processes, indexes, exports, Parquet files and a million rows beside their peers. Figures of models
            in process come from `dotnet run -c Release --project tests/SynthGen.Llama.Benchmarks`.

            Measured {DateTime.UtcNow:yyyy-MM-dd} with {document}: {Environment.ProcessorCount} processors, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}.
            """);
        foreach ((string title, string text, string[] names) in Sections)
        {
            Console.WriteLine($"\n## {title}\n");
            if (text.Length > 0)
                Console.WriteLine($"{text}\n");
            Console.WriteLine("```");
            foreach (string name in names)
                benchmarks[name]();
            Console.WriteLine("```");
        }
    }
}
