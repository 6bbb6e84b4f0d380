using System.Management.Automation;
using SynthGen.Generation.Grammar;
using SynthGen.Generation.Model;
using SynthGen.Json;
using SynthGen.Models;

namespace SynthGen.Backends;

/// <summary>Models that run in this process, from GGUF files.</summary>
internal abstract class LocalBackend : Backend
{
    /// <summary>The default model; null if the user must name one.</summary>
    public virtual string? DefaultModel => null;

    /// <summary>Whether prompts use Mistral's format if the model has no chat template of its own.</summary>
    public virtual bool IsMistral => false;

    /// <inheritdoc/>
    protected override IReadOnlyList<Type> Reads => [typeof(ModelNameSettings), typeof(SamplingSettings), typeof(PromptSettings), typeof(LocalSettings)];

    /// <inheritdoc/>
    protected override GenerationPlan Open(GenerationSettings settings, bool isSending)
    {
        foreach (ToolDefinition tool in settings.Tool)
            Check(tool);
        return new ModelGeneration(settings, OpenModel(settings, settings.Local, settings.Prompt.ContextMode == ContextMode.Conversation, isSending));
    }

    /// <inheritdoc/>
    protected override BackendModel OpenModel(ModelSettings settings, LocalSettings local) => OpenModel(settings, local, isAlone: false, isSending: true);

    private LocalModel OpenModel(ModelSettings settings, LocalSettings local, bool isAlone, bool isSending)
    {
        string path = SavedModelFile.Find(settings, local, this);
        ILocalModelFactory factory = LibraryLoadContext.Create<ILocalModelFactory>();
        if (settings.ThrottleLimit > LocalModelSettings.MostConcurrent)
        {
            throw new ConfigurationException(Errors.Create(
                "ThrottleLimitTooHigh", ErrorCategory.InvalidArgument, settings.ThrottleLimit,
                $"The {Name} backend decodes {LocalModelSettings.MostConcurrent} pages at a time at most.", "Lower -ThrottleLimit."));
        }

        // A saved model is a link to its content.
        FileInfo file = new(path);
        if (file.Exists)
            file = file.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? file;
        long length = file.Exists ? file.Length : isSending ? 0 : throw new ConfigurationException(LocalModel.NotFound(path, null));
        return new LocalModel(this, factory, settings, local, isAlone, path, length);
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
