using System.Management.Automation;
using SynthGen.Models.Hub;

namespace SynthGen.Backends;

/// <summary>Finds the model file that a command names, by its path or by the name of a saved model.</summary>
internal static class SavedModelFile
{
    /// <summary>The full path.</summary>
    /// <exception cref="ConfigurationException">The settings name no model, or one that is not saved.</exception>
    public static string Find(ModelSettings settings, LocalSettings local, LocalBackend backend)
    {
        string? named = settings.Name.Model;
        if (local.ModelPath is { } path)
        {
            return named is null ? settings.Session.ResolvePath(path) : throw new ConfigurationException(Errors.Create(
                "ParameterNotUsed", ErrorCategory.InvalidArgument, named, "-Model has no use beside -ModelPath, which names the file itself.", "Leave one of the two out."));
        }

        string text = named ?? backend.DefaultModel ?? throw new ConfigurationException(Errors.Create(
            "MissingModelPath", ErrorCategory.InvalidArgument, backend.Name, $"The {backend.Name} backend needs a model.",
            "Give the path of a GGUF file by -ModelPath, or the name of a saved model by -Model; Save-LlamaModel saves one."));
        if (HubModelName.TryParse(text) is not { } name)
            throw new ConfigurationException(HubErrors.BadName(text));

        string cache = HubSettings.FromEnvironment().CachePath;
        if (HubCache.Find(cache, name) is { } saved)
            return saved;

        string size = name.Quantization is null && KnownModels.GigabytesOf(name) is { } gigabytes ? FormattableString.Invariant($" (about {gigabytes:0.0} GB)") : "";
        throw new ConfigurationException(Errors.Create(
            named is null ? "MissingModelPath" : "ModelNotSaved", named is null ? ErrorCategory.InvalidArgument : ErrorCategory.ObjectNotFound, text,
            $"The model {text} is not saved in '{cache}'.", $"Run 'Save-LlamaModel {text}' to download it{size}, or give the path of a file by -ModelPath."));
    }
}
