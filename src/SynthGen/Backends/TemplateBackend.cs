using System.Management.Automation;
using SynthGen.Generation;
using SynthGen.Generation.Template;
using SynthGen.Tools;

namespace SynthGen.Backends;

/// <summary>The offline backend: rows from templates, without a model.</summary>
internal sealed class TemplateBackend : Backend
{
    /// <inheritdoc/>
    public override string Name => "Template";

    /// <inheritdoc/>
    protected override IReadOnlyList<Type> Reads => [];

    /// <inheritdoc/>
    protected override GenerationPlan Open(GenerationSettings settings, bool isSending) => new Plan(
        new TemplateQueryGenerator([.. settings.Tool.Select(Usable)], settings.QueryPerPage, settings.Seed ?? 0, settings.PageIndex),
        settings.ThrottleLimit ?? Environment.ProcessorCount,
        SettingsHash.Of(Name, TemplateQueryGenerator.ModelName, SettingsHash.Tools(settings.Tool), settings.QueryPerPage, settings.Seed ?? 0, SettingsHash.Index(settings.PageIndex)));

    private static TemplateTool Usable(ToolDefinition tool) => TemplateTool.From(tool) ?? throw new ConfigurationException(Errors.Create(
        "ToolNotUsable", ErrorCategory.InvalidArgument, tool,
        $"The Template backend cannot use the tool '{tool.Name}': it needs exactly one string parameter that names a query, term, text or question, and no other required parameter.",
        "Leave the tool out, or generate with a language model, which can fill any schema."));

    private sealed class Plan(TemplateQueryGenerator generator, int workers, string settings) : GenerationPlan
    {
        public override string Settings => settings;

        public override int Workers => workers;

        public override Task<IQueryGenerator> CreateAsync() =>
            Task.FromResult<IQueryGenerator>(new CheckingGenerator(generator, new RowCheck(SchemaValidator.Default)));
    }
}
