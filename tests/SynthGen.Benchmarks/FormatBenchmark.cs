using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using SynthGen.Datasets;
using SynthGen.Datasets.Formats;
using SynthGen.Datasets.Validation;
using SynthGen.Files;

namespace SynthGen.Benchmarks;

/// <summary>Measures rows a second and memory of writing, reading and checking each format. Rows are made as they are written.</summary>
internal static class FormatBenchmark
{
    private const int Rows = 1_000_000;
    private const int WarmUp = 20_000;
    private const int PieceLength = 256 * 1024;

    // The adapter of the built module, as the cmdlets load it.
    private static readonly Lazy<Type> Codec = new(() =>
    {
        string library = Path.Combine(Path.GetDirectoryName(DatasetBenchmark.ModulePath())!, "lib", "SynthGen.Adapters.dll");
        Assembly assembly = new LibraryContext(library).LoadFromAssemblyPath(library);
        return assembly.GetExportedTypes().Single(type => type.IsClass && typeof(IParquetCodec).IsAssignableFrom(type));
    });

    public static void Run()
    {
        foreach (DatasetFormat format in DatasetFormats.All)
            Measure(format, ".jsonl", Rows);
        Measure(DatasetFormat.Parse("OpenAI"), ".jsonl.gz", Rows / 5);
        foreach (string format in (string[])["Canonical", "OpenAI", "Trl"])
            Measure(DatasetFormat.Parse(format), ".parquet", Rows);
    }

    /// <summary>Writes rows as a file of the kind that its name says.</summary>
    public static void WriteRows(string file, string format, int rows) =>
        Write(file, new DatasetOptions { Format = DatasetFormat.Parse(format), ToolChoice = ToolChoice.All, Parquet = Parquet }, rows);

    /// <summary>Reads all rows of a file.</summary>
    public static void ReadRows(string file, string format) => Read(file, DatasetFormat.Parse(format), int.MaxValue);

    /// <summary>Turns lines into a Parquet file, without making rows of them.</summary>
    public static void LinesToParquet(string lines, string format, string file)
    {
        using FileStream input = File.OpenRead(lines), output = File.Create(file);
        using Stream parquet = Parquet().OpenWrite(output, DatasetFormat.Parse(format).Columns);
        byte[] buffer = new byte[PieceLength];
        for (int kept = 0; input.Read(buffer, kept, buffer.Length - kept) is > 0 and int length;)
        {
            // It takes whole lines.
            Span<byte> read = buffer.AsSpan(0, kept + length);
            int whole = read.LastIndexOf((byte)'\n') + 1;
            parquet.Write(read[..whole]);
            read[whole..].CopyTo(buffer);
            kept = read.Length - whole;
        }
    }

    /// <summary>Turns a Parquet file into lines, without making rows of them.</summary>
    public static void ParquetToLines(string file, string lines)
    {
        using Stream parquet = Parquet().OpenRead(File.OpenRead(file));
        using FileStream output = File.Create(lines);
        parquet.CopyTo(output);
    }

    private static void Measure(DatasetFormat format, string extension, int rows)
    {
        string folder = Directory.CreateTempSubdirectory("synthgen-formats-").FullName, file = Path.Combine(folder, $"rows{extension}");
        DatasetOptions options = new() { Format = format, ToolChoice = ToolChoice.All, Parquet = Parquet };
        string what = $"{format}{extension}";
        try
        {
            Write(file, options, WarmUp);
            DatasetBenchmark.Measure($"{what}: write", rows, () => Write(file, options, rows));
            DatasetBenchmark.Measure($"{what}: read", rows / 5, () => Read(file, format, rows / 5));
            Write(file, options, rows / 10);
            DatasetBenchmark.Measure($"{what}: check", rows / 10, () => Check(file, format));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Write(string file, DatasetOptions options, int rows)
    {
        using DatasetFile dataset = DatasetFile.Create(file, FilePlacement.Replace, options);
        foreach (SyntheticQuery row in DatasetBenchmark.Rows(rows))
            dataset.Write(row);
        dataset.Commit();
    }

    private static void Read(string file, DatasetFormat format, int rows)
    {
        using Stream stream = DatasetFile.OpenRead(file, Parquet);
        foreach (DatasetLine line in new DatasetReader(stream, format).Read().Take(rows))
        {
            if (line.Row is null)
                throw new InvalidDataException(line.Problem);
        }
    }

    private static void Check(string file, DatasetFormat format)
    {
        using Stream stream = DatasetFile.OpenRead(file, Parquet);
        if (new DatasetValidator(format, null).Check(stream).FirstOrDefault() is { } finding)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{finding}"));
    }

    private static IParquetCodec Parquet() => (IParquetCodec)Activator.CreateInstance(Codec.Value)!;

    // Its libraries stand beside this program too, but not compiled ahead as the module has them.
    private sealed class LibraryContext(string library) : AssemblyLoadContext("benchmark")
    {
        private readonly AssemblyDependencyResolver _resolver = new(library);

        protected override Assembly? Load(AssemblyName name) =>
            name.Name != "SynthGen.Core" && _resolver.ResolveAssemblyToPath(name) is { } path ? LoadFromAssemblyPath(path) : null;
    }
}
