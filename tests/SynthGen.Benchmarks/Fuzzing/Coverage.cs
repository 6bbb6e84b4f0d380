using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using SharpFuzz;
using SharpFuzz.Common;

namespace SynthGen.Benchmarks.Fuzzing;

/// <summary>
/// Counts the branches that an input takes, as AFL does: copies of the assemblies, into which SharpFuzz has put counters,
/// are loaded in a context of their own.
/// </summary>
internal sealed unsafe class Coverage
{
    private const int Size = 1 << 16;
    private static readonly string[] Counted = ["SynthGen.Core.dll", "SynthGen.Adapters.dll", "SynthGen.Llama.dll", "Parquet.dll"];

    private readonly byte* _counts = (byte*)NativeMemory.AlignedAlloc(Size, 64);
    private readonly byte[] _seen = new byte[Size];

    /// <summary>Creates the counters. It must exist before counted code runs.</summary>
    public Coverage()
    {
        new Span<byte>(_counts, Size).Clear();
        Trace.SharedMem = _counts;
    }

    /// <summary>Puts counters into copies of the assemblies.</summary>
    public static void Instrument(string folder)
    {
        foreach (string name in Counted)
        {
            string copy = Path.Combine(folder, name);
            File.Copy(Path.Combine(AppContext.BaseDirectory, name), copy);
            foreach (string _ in Fuzzer.Instrument(copy, _ => true, Options.Value))
            {
            }
        }
    }

    /// <summary>Gets this program's own assembly once more, bound to the copies in a folder.</summary>
    public static Assembly Load(string folder) => new CopiesContext(folder).LoadFromAssemblyPath(typeof(Coverage).Assembly.Location);

    /// <summary>Whether the branches taken since the last call, or how often, are new.</summary>
    public bool TakeNew()
    {
        bool isNew = false;
        Span<byte> counts = new(_counts, Size);
        Span<Vector<byte>> vectors = MemoryMarshal.Cast<byte, Vector<byte>>(counts);
        for (int i = 0; i < vectors.Length; i++)
        {
            if (vectors[i] == Vector<byte>.Zero)
                continue;
            for (int j = i * Vector<byte>.Count; j < (i + 1) * Vector<byte>.Count; j++)
            {
                byte bucket = (byte)(counts[j] == 0 ? 0 : 1 << BitOperations.Log2(counts[j]));
                isNew |= (bucket & ~_seen[j]) != 0;
                _seen[j] |= bucket;
            }
        }

        counts.Clear();
        return isNew;
    }

    private sealed class CopiesContext(string folder) : AssemblyLoadContext("fuzz")
    {
        protected override Assembly? Load(AssemblyName name) =>
            Path.Combine(folder, name.Name + ".dll") is var copy && File.Exists(copy) ? LoadFromAssemblyPath(copy) : null;
    }
}
