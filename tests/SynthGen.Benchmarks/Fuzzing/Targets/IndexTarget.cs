using SynthGen.Adapters.Retrieval;
using SynthGen.Retrieval;

namespace SynthGen.Benchmarks.Fuzzing.Targets;

/// <summary>Index files: opened, searched by words and by vectors, and their pages read.</summary>
internal sealed class IndexTarget : FuzzTarget
{
    private const string File = "fuzz.db";

    public override string Name => "index";

    public override IReadOnlyList<byte[]> Samples { get; } = [Build(3), Build(40)];

    public override IReadOnlyList<byte[]> Pieces { get; } = Bytes(["CREATE VIEW page AS SELECT 1", "CREATE TRIGGER ", "SQLite format 3\0", "Offline", "lease.txt"]);

    public override bool KeepsLength => true;

    public override bool Run(byte[] input)
    {
        System.IO.File.WriteAllBytes(File, input);
        try
        {
            using PageIndex index = PageIndex.Open(new PageStoreFactory(), File, _ => null);
            index.Search("full_text_search", "harbour master generator 7", 10);
            index.Search("full_text_search", "\"harbour master\"", 1);
            if (index.CanRun("vector_search"))
                index.Search("vector_search", "harbour master", 10);
            for (int page = 1; page <= 3; page++)
                index.Find(page, "lease.txt");
            return true;
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            return false;
        }
    }

    private static byte[] Build(int pages)
    {
        System.IO.File.Delete(File);
        using (PageIndexBuilder builder = new(new PageStoreFactory(), File, replace: true))
        {
            for (int i = 1; i <= pages; i++)
                builder.Add(new OcrPage(i, $"The master of harbour {i} wrote about generator {i % 7}. {Fuzzing.Samples.PageText}", "lease.txt", i));
            builder.CompleteAsync(default).GetAwaiter().GetResult().Dispose();
        }

        return System.IO.File.ReadAllBytes(File);
    }
}
