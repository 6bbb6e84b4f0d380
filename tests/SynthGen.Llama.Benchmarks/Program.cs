// Prints figures; asserts nothing. Measures the tokens a second of a model in this process, by pages at a time, and the
// process's own memory, without the mapped weights.
// Usage: dotnet run -c Release --project tests/SynthGen.Llama.Benchmarks -- [a GGUF file; by default one with random weights is written]
using System.Diagnostics;
using SynthGen.Generation.Prompts;
using SynthGen.Llama;
using SynthGen.Llama.Tests;
using SynthGen.Models;
using SynthGen.Tools;

const int ReplyTokens = 96;
string? own = args.FirstOrDefault();
string path = own is not null ? Path.GetFullPath(own) : Path.Combine(Path.GetTempPath(), "synthgen-benchmark.gguf");
if (own is null)
    new TestModel(Layers: 12, Width: 768, Inner: 2048, Vocabulary: 32000).Save(path);

ChatTurn instruction = new(ChatRole.System, string.Concat(Enumerable.Repeat("Write queries for the page that follows. ", 8)));
string schema = ReplySchema.Of(BuiltInTools.All, 3);
LocalModelSettings settings = new(path, instruction, 1) { ReplySize = ReplyTokens };
Console.WriteLine($"{Path.GetFileName(path)}, {new FileInfo(path).Length >> 20} MB, {Environment.ProcessorCount} processors");
Console.WriteLine($"{"at a time",9} {"pages",6} {"written",8} {"evaluated",10} {"instruction",12} {"seconds",8} {"tokens/s",9} {"ratio",6}");
double alone = 0;
string memory = "not known on this system";
foreach (int width in (int[])[1, 4, 8, 16])
{
    int pages = Math.Max(6, 2 * width);
    ILocalChatModel model = await new LlamaModelFactory().CreateAsync(settings with { Concurrency = width }, CancellationToken.None);

    // Compute the instruction and touch the memory for the first time before the clock starts.
    await model.CompleteAsync(Ask(1000), CancellationToken.None);
    LlamaChatModel inside = (LlamaChatModel)model;
    long before = inside.EvaluatedTokens;
    long start = Stopwatch.GetTimestamp();
    ChatReply[] replies = await Task.WhenAll(Enumerable.Range(0, pages).Select(page => model.CompleteAsync(Ask(page), CancellationToken.None)));
    double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
    int written = replies.Sum(reply => reply.OutputTokens!.Value);
    double rate = written / seconds;
    alone = width == 1 ? rate : alone;
    Console.WriteLine(FormattableString.Invariant(
        $"{width,9} {pages,6} {written,8} {inside.EvaluatedTokens - before,10} {inside.InstructionTokens,12} {seconds,8:0.0} {rate,9:0.0} {rate / alone,6:0.00}"));
    if (width == 1 && OperatingSystem.IsLinux())
        memory = string.Join(", ", File.ReadLines("/proc/self/status").Where(line => line.StartsWith("Rss", StringComparison.Ordinal)).Select(line => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))));
    model.Dispose();
    await inside.Disposed;
}

Console.WriteLine($"memory with one page at a time: {memory}");
if (own is null)
    File.Delete(path);

ChatRequest Ask(int page) => new([instruction, new ChatTurn(ChatRole.User, $"The tenant of w{page} withheld the rent.")], schema);
