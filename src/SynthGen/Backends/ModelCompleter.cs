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
            string? apiVersion = fakeBoundParameters["ApiVersion"]?.ToString();
            SecureString? apiKey = fakeBoundParameters["ApiKey"] as SecureString;
            bool isKeyless = fakeBoundParameters.Contains("NoKey");
            CommandSession session = NoSession with { Folder = Environment.CurrentDirectory };
            if (backend.KnownModels(
                session, new ConnectionSettings(endpoint, apiVersion, apiKey, isKeyless, false, 0, 0, TimeSpan.Zero),
                new VertexAISettings(fakeBoundParameters["Project"]?.ToString(), fakeBoundParameters["Location"]?.ToString())) is { } known)
            {
                return Completions(known, wordToComplete);
            }

            ServiceLocation location = backend.Locate(session, endpoint, apiVersion);
            string? key = isKeyless ? null : ApiKeyLookup.Find(apiKey, location.KeyVariables, session.Folder, session.Warn);
            if (HostedBackend.IsExposed(location.Endpoint) && !isKeyless)
                return [];

            ChatModelSettings settings = new(backend.Service, "", location.Endpoint, key is null ? null : () => key, Patience) { Platform = location.Platform };
            using CancellationTokenSource patience = new(Patience);
            return Completions(LibraryLoadContext.Create<IChatModelFactory>().ListModelsAsync(settings, patience.Token).GetAwaiter().GetResult(), wordToComplete);
        }
        catch (Exception error) when (error is ChatException or OperationCanceledException or UriFormatException or InvalidOperationException or ConfigurationException)
        {
            // Completion has nowhere to show an error.
            return [];
        }
    }

    private static IEnumerable<CompletionResult> Completions(IEnumerable<string> names, string wordToComplete) =>
        names.Where(name => name.Contains(wordToComplete, StringComparison.OrdinalIgnoreCase)).Select(name => new CompletionResult(name));

    private static IEnumerable<CompletionResult> SavedModels(string wordToComplete)
    {
        try
        {
            return Completions(HubCache.List(HubSettings.FromEnvironment().CachePath), wordToComplete);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
