using System.Management.Automation;
using SynthGen.Generation.Grammar;
using SynthGen.Json;
using SynthGen.Models;
using SynthGen.Tools;

namespace SynthGen.Backends;

/// <summary>Models that run in this process, from GGUF files.</summary>
internal abstract class LocalBackend : Backend
{
    /// <summary>Whether a model without a template of its own is written for in Mistral's format.</summary>
    public virtual bool IsMistral => false;

    /// <inheritdoc/>
    protected override IReadOnlyList<Type> Reads => [typeof(SamplingSettings), typeof(PromptSettings), typeof(LocalSettings)];

    /// <inheritdoc/>
    protected override GenerationPlan Open(GenerationSettings settings, bool isSending)
    {
        ILocalModelFactory factory = LibraryLoadContext.TryCreate<ILocalModelFactory>() ?? throw new ConfigurationException(Errors.Create(
            "BackendNotBuilt", ErrorCategory.NotInstalled, Name, $"This copy of the module was built without the {Name} backend.",
            "Build it where the packages LLamaSharp 0.28.0 and LLamaSharp.Backend.Cpu 0.28.0 are to be had (./build.ps1 -Task Build says whether they are), or use another backend: -Backend OpenAI -Endpoint reaches a server on this machine."));
        if (settings.Local.ModelPath is null)
        {
            throw new ConfigurationException(Errors.Create(
                "MissingModelPath", ErrorCategory.InvalidArgument, Name, $"The {Name} backend needs a model file.",
                "Give the path of a GGUF file by -ModelPath."));
        }

        string path = settings.Session.ResolvePath(settings.Local.ModelPath);
        if (settings.ThrottleLimit > LocalModelSettings.MostConcurrent)
        {
            throw new ConfigurationException(Errors.Create(
                "ThrottleLimitTooHigh", ErrorCategory.InvalidArgument, settings.ThrottleLimit,
                $"The {Name} backend decodes {LocalModelSettings.MostConcurrent} pages at a time at most.", "Lower -ThrottleLimit."));
        }

        foreach (ToolDefinition tool in settings.Tool)
            Check(tool);
        FileInfo file = new(path);
        long length = file.Exists ? file.Length : isSending ? 0 : throw new ConfigurationException(LocalModel.NotFound(path, null));
        return new ModelGeneration(settings, new LocalModel(this, factory, settings, path, length));
    }

    private static void Check(ToolDefinition tool)
    {
        try
        {
            SchemaGrammar.Of(JsonValue.ToJson(tool.Parameters));
        }
        catch (SchemaNotSupportedException error)
        {
            throw new ConfigurationException(Errors.Create(
                "SchemaNotSupported", ErrorCategory.NotImplemented, tool,
                $"A model in this process cannot be held to the schema of the tool '{tool.Name}': {error.Message}",
                "Leave the keyword out of the tool's parameters, or use a hosted backend, where replies are checked alone.", error));
        }
    }
}
