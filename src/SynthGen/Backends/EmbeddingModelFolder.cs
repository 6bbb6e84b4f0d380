using System.Management.Automation;
using SynthGen.Models.Hub;

namespace SynthGen.Backends;

/// <summary>Finds the folder of a sentence encoder, by its path or by its name in the cache of the Hugging Face libraries.</summary>
internal static class EmbeddingModelFolder
{
    /// <summary>Returns the full path of the folder, and by what it is found again: the name, or the path.</summary>
    /// <exception cref="ConfigurationException">There is no such folder.</exception>
    public static (string Folder, string Reference) Find(CommandSession session, string model)
    {
        if (Resolve(session, model) is { } folder && Directory.Exists(folder))
            return (folder, folder);

        string cache = HubSettings.FromEnvironment().CachePath;
        if (HubModelName.TryParse(model) is { Quantization: null } name)
        {
            // Of several commits, the one that has the weights.
            return HubCache.FindFolder(cache, name.Repository, snapshot => File.Exists(Path.Combine(snapshot, "model.onnx")) || File.Exists(Path.Combine(snapshot, "onnx", "model.onnx"))) is { } saved
                ? (saved, name.Repository)
                : throw NotFound($"There is no folder '{model}', and no ONNX model of that name is saved in '{cache}'.", $"Run 'hf download {model}' to save it there, or give the path of its folder.");
        }

        throw NotFound($"There is no folder '{model}'.", "Give the folder of a sentence encoder in ONNX format, or its name on the Hub, owner/name, if it is saved.");

        ConfigurationException NotFound(string message, string advice) => new(Errors.Create("EmbeddingModelNotFound", ErrorCategory.ObjectNotFound, model, message, advice));
    }

    private static string? Resolve(CommandSession session, string model)
    {
        try
        {
            return Path.TrimEndingDirectorySeparator(session.ResolvePath(model));
        }
        catch (Exception error) when (error is SessionStateException or PSNotSupportedException or PSArgumentException or ProviderInvocationException)
        {
            return null;
        }
    }
}
