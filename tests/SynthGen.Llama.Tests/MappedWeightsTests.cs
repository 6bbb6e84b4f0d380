using System.Globalization;
using SynthGen.Models;

namespace SynthGen.Llama.Tests;

[Collection(nameof(Native))]
public sealed class MappedWeightsTests(ModelFiles files)
{
    [Fact]
    public async Task Weights_are_mapped_not_copied()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "What memory is private is read from Linux' /proc.");
        ChatTurn instruction = new(ChatRole.System, "Write.");
        new LlamaModelFactory().Clear();
        string path = new TestModel(Layers: 4, Width: 512, Inner: 2048, Vocabulary: 16_000).Save(files.At("large.gguf"));
        long length = new FileInfo(path).Length, before = PrivateBytes();
        Assert.True(length > 120_000_000);

        using LlamaChatModel model = await ModelFiles.LoadAsync(new LocalModelSettings(path, instruction, 1) { ContextSize = 512, ReplySize = 32 });
        await model.CompleteAsync(new ChatRequest([instruction, new(ChatRole.User, "Go.")]), CancellationToken.None);

        // Less than before is fine: the collector may have given memory back meanwhile.
        Assert.True(PrivateBytes() - before <= length / 2);
        new LlamaModelFactory().Clear();
    }

    private static long PrivateBytes()
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
        return long.Parse(line["RssAnon:".Length..^"kB".Length], CultureInfo.InvariantCulture) * 1024;
    }
}
