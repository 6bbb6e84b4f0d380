[assembly: AssemblyFixture(typeof(SynthGen.Browser.Tests.LeaseDataset))]

namespace SynthGen.Browser.Tests;

/// <summary>Rows and conversations of the example document, tested on the index of its pages. Made once.</summary>
public sealed class LeaseDataset : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;
    private readonly Lock _lock = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Copies dataset and index into a folder; returns their paths.</summary>
    internal (string Dataset, string Index) CopyTo(string folder)
    {
        string dataset = Path.Combine(_folder, "lease.jsonl"), index = Path.Combine(_folder, "lease.db");
        lock (_lock)
        {
            if (!File.Exists(dataset))
                Make(dataset, index);
        }

        File.Copy(dataset, Path.Combine(folder, "lease.jsonl"));
        File.Copy(index, Path.Combine(folder, "lease.db"));
        return (Path.Combine(folder, "lease.jsonl"), Path.Combine(folder, "lease.db"));
    }

    private static void Make(string dataset, string index) => ReviewProcess.Run($"""
        Set-Location '{Path.Combine(ReviewProcess.Root(), "examples")}'
        $WarningPreference = 'SilentlyContinue'
        $pages = @(Split-OcrDocument harbour-lease.txt)
        $index = $pages | New-PageIndex '{index}'
        $rows = @($pages | New-SyntheticQuery -Backend Template | Test-SyntheticQuery -PageIndex $index -TopK 3)
        $conversations = @($pages | New-ToolConversation -PageIndex $index | Test-SyntheticQuery -PageIndex $index)
        $rows + $conversations | Split-ToolDataset | Export-ToolDataset '{dataset}'
        $index.Dispose()
        """);
}
