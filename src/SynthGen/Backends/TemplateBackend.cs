using System.Management.Automation;
using SynthGen.Generation;
using SynthGen.Generation.Template;

namespace SynthGen.Backends;

/// <summary>The offline backend: rows from templates, without a model.</summary>
internal static class TemplateBackend
{
    /// <summary>Its name for -Backend.</summary>
    public const string Name = "Template";

    /// <summary>Creates the generator.</summary>
    /// <exception cref="ToolNotUsableException">A tool takes something else than a single text.</exception>
    public static IQueryGenerator Create(IReadOnlyList<ToolDefinition> tools, int queryPerPage, int seed) =>
        new TemplateQueryGenerator(
            [.. tools.Select(tool => TemplateTool.From(tool) ?? throw new ToolNotUsableException(tool))], queryPerPage, seed);
}

/// <summary>A tool that the backend cannot make calls for.</summary>
internal sealed class ToolNotUsableException(ToolDefinition tool) : ArgumentException($"The tool '{tool.Name}' takes more than a search text.")
{
    /// <summary>What to tell the user.</summary>
    public ErrorRecord ToErrorRecord() => Failure.Create(
        "ToolNotUsable", ErrorCategory.InvalidArgument, tool,
        $"The Template backend cannot use the tool '{tool.Name}': it needs exactly one string parameter that names a query, term, text or question, and no other required parameter.",
        "Leave the tool out, or generate with a language model, which can fill any schema.", this);
}
