using SynthGen.Benchmarks.Fuzzing.Targets;
using SynthGen.Datasets.Formats;
using SynthGen.Models;

namespace SynthGen.Benchmarks.Fuzzing;

/// <summary>All targets. A new one is a file in Targets and a line here.</summary>
internal static class FuzzTargets
{
    private static readonly (string Name, Func<FuzzTarget> Create)[] All =
    [
        ("document", () => new DocumentTarget()),
        .. SourceTarget.Names.Select(name => ($"source-{name.ToLowerInvariant()}", (Func<FuzzTarget>)(() => new SourceTarget(name)))),
        ("template", () => new TemplateTarget()),
        .. DatasetFormats.All.Select(format => ($"dataset-{format.Name.ToLowerInvariant()}", (Func<FuzzTarget>)(() => new DatasetTarget(format)))),
        ("gzip", () => new GzipTarget()),
        ("parquet", () => new ParquetTarget()),
        ("journal", () => new JournalTarget()),
        ("index", () => new IndexTarget()),
        ("tool", () => new ToolTarget()),
        ("reply-openai", () => new ServiceTarget(ChatService.OpenAI)),
        ("reply-gemini", () => new ServiceTarget(ChatService.Gemini)),
        ("reply-text", () => new ReplyTextTarget()),
        ("gguf", () => new GgufTarget()),
        ("chat-template", () => new ChatTemplateTarget()),
    ];

    /// <summary>The names of the targets that begin with a text.</summary>
    public static string[] Names(string beginning) =>
        [.. All.Select(target => target.Name).Where(name => name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))];

    /// <summary>Creates a target.</summary>
    public static FuzzTarget Create(string name) => All.First(target => target.Name == name).Create();
}
