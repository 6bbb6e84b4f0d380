using System.Management.Automation;
using SynthGen.Commands;
using SynthGen.Models.Hub;

namespace SynthGen.Backends;

/// <summary>Finds the model file that a command means: by its path, or by the name that it was saved by.</summary>
internal static class SavedModelFile
{
    /// <summary>The full path; ends the command if it names no model, or one that is not saved.</summary>
    /// <param name="command">The command.</param>
    /// <param name="backend">The backend's name.</param>
    /// <param name="usual">The model if none is named; null if one must be.</param>
    public static string Find(NewSyntheticQueryCommand command, string backend, string? usual)
    {
        if (command.ModelPath is not null)
        {
            if (command.Model is not null)
            {
                command.ThrowTerminatingError(Errors.Create(
                    "ParameterNotUsed", ErrorCategory.InvalidArgument, command.Model, "-Model has no use beside -ModelPath, which names the file itself.", "Leave one of the two out."));
            }

            return command.SessionState.Path.GetUnresolvedProviderPathFromPSPath(command.ModelPath);
        }

        string? text = command.Model ?? usual;
        if (text is null)
        {
            command.ThrowTerminatingError(Errors.Create(
                "MissingModelPath", ErrorCategory.InvalidArgument, backend, $"The {backend} backend needs a model.",
                "Give the path of a GGUF file by -ModelPath, or the name of a saved model by -Model; Save-LlamaModel saves one."));
        }

        if (HubModelName.TryParse(text!) is not { } name)
        {
            command.ThrowTerminatingError(HubFailure.BadName(text!));
            return "";
        }

        string cache = HubSettings.FromEnvironment().CachePath;
        if (ModelCache.Find(cache, name) is { } path)
            return path;

        string size = name.Quantization is null && KnownModels.GigabytesOf(name) is { } gigabytes ? FormattableString.Invariant($" (about {gigabytes:0.0} GB)") : "";
        command.ThrowTerminatingError(Errors.Create(
            command.Model is null ? "MissingModelPath" : "ModelNotSaved", command.Model is null ? ErrorCategory.InvalidArgument : ErrorCategory.ObjectNotFound, text,
            $"The model {text} is not saved in '{cache}'.", $"Run 'Save-LlamaModel {text}' to download it{size}, or give the path of a file by -ModelPath."));
        return "";
    }
}
