using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Security;
using SynthGen.Models;
using SynthGen.Models.Hub;

namespace SynthGen.Backends;

/// <summary>Completes a model's name: from the server's own list, or from the models that are saved on this machine.</summary>
internal sealed class ModelCompleter : IArgumentCompleter
{
    private static readonly CommandSession NoSession = new([], "", path => path, _ => { }, _ => { }, CancellationToken.None);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string? backendName = (fakeBoundParameters["Backend"] ?? fakeBoundParameters["JudgeBackend"]) as string;
        if (BackendRegistry.Find(BackendRegistry.All, backendName) is not HostedBackend backend)
            return BackendRegistry.Find(BackendRegistry.All, backendName) is LocalBackend ? SavedModels(wordToComplete) : [];

        try
        {
            Uri? endpoint = fakeBoundParameters["Endpoint"] is { } given ? new Uri(given.ToString()!) : null;
            ServiceLocation location = backend.Locate(NoSession, endpoint, fakeBoundParameters["ApiVersion"]?.ToString());
            bool isKeyless = fakeBoundParameters.Contains("NoKey");
            string? key = isKeyless ? null : ApiKeyLookup.Find(fakeBoundParameters["ApiKey"] as SecureString, location.KeyVariables, Environment.CurrentDirectory, _ => { });
            if ((HostedBackend.IsExposed(location.Endpoint) && !isKeyless) || fakeBoundParameters.Contains("Project") || fakeBoundParameters.Contains("Location"))
                return [];

            ChatModelSettings settings = new(backend.Service, "", location.Endpoint, key is null ? null : () => key, Patience) { Platform = location.Platform };
            using CancellationTokenSource patience = new(Patience);
            return LibraryLoadContext.Create<IChatModelFactory>().ListModelsAsync(settings, patience.Token).GetAwaiter().GetResult()
                .Where(name => name.Contains(wordToComplete, StringComparison.OrdinalIgnoreCase))
                .Select(name => new CompletionResult(name));
        }
        catch (Exception error) when (error is ChatException or OperationCanceledException or UriFormatException or InvalidOperationException or ConfigurationException)
        {
            // Completion has nowhere to show an error.
            return [];
        }
    }

    private static IEnumerable<CompletionResult> SavedModels(string wordToComplete)
    {
        try
        {
            return HubCache.List(HubSettings.FromEnvironment().CachePath)
                .Where(name => name.Contains(wordToComplete, StringComparison.OrdinalIgnoreCase)).Select(name => new CompletionResult(name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
