using System.Text;
using SynthGen.Datasets.Review;

namespace SynthGen.Core.Tests.Datasets.Review;

/// <summary>What a catalog keeps in memory. The whole process is measured, so that nothing else may run meanwhile.</summary>
[Collection(nameof(ProcessMemory))]
public sealed class RowCatalogMemoryTests : IDisposable
{
    private const int Rows = 100_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_hundred_thousand_rows_take_little_memory()
    {
        string path = Path.Combine(_folder, "d.jsonl"), filler = new('x', 1000);
        using (StreamWriter writer = new(path, append: false, new UTF8Encoding(false)))
        {
            for (int row = 0; row < Rows; row++)
                writer.Write($$$"""{"query":"{{{filler}}}","tools":[{"name":"t","arguments":{}}],"page":{{{row}}}}{{{'\n'}}}""");
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        using RowCatalog rows = RowCatalog.Open(path, (number, problem) => Assert.Fail($"{number}: {problem}"));
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.Equal(Rows, rows.Count);

        // The file has 106 MB. What other tests leave may go meanwhile, so that there is no lower bound.
        Assert.True(kept < 16_000_000, $"{kept} bytes");
        Assert.Equal(Rows - 1, ((SyntheticQuery)rows.Read(Rows - 1)).Page);
    }
}

/// <summary>Tests that measure the memory of the process, one after the other.</summary>
[CollectionDefinition(nameof(ProcessMemory), DisableParallelization = true)]
public sealed class ProcessMemory;
