using System.Management.Automation;
using System.Security;
using SynthGen.Backends;
using SynthGen.Models;

namespace SynthGen;

/// <summary>Base of the cmdlets that can ask a hosted service: where it is, by which key, and how patiently.</summary>
public abstract class ConnectionCmdlet : AsyncCmdlet
{
    /// <summary>The service's base address.</summary>
    [Parameter]
    public Uri? Endpoint { get; set; }

    /// <summary>The service's key; else the environment's, else that of a .env file here or above.</summary>
    [Parameter]
    public SecureString? ApiKey { get; set; }

    /// <summary>Lets the key travel over plain http to another machine.</summary>
    [Parameter]
    public SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>Seconds that one attempt may take, from sending on.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 300;

    /// <summary>How often a request that failed for a reason of the moment is sent again.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int RetryLimit { get; set; } = 5;

    /// <summary>The settings to reach a service's model; ends the command if they do not do.</summary>
    /// <param name="backend">The service.</param>
    /// <param name="model">The model's name; null ends the command, for one must be given.</param>
    /// <param name="isSending">Whether something will be sent; to reckon alone takes no key.</param>
    internal ChatModelSettings Connect(HostedBackend backend, string? model, bool isSending)
    {
        Uri endpoint = Endpoint ?? backend.DefaultEndpoint;
        if (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https"))
        {
            ThrowTerminatingError(Errors.Create(
                "BadEndpoint", ErrorCategory.InvalidArgument, Endpoint, $"'{endpoint}' is no web address.",
                $"Give the base, as in {backend.DefaultEndpoint}."));
        }

        if (model is null)
        {
            ThrowTerminatingError(Errors.Create(
                "MissingModel", ErrorCategory.InvalidArgument, backend.Name, $"The {backend.Name} backend has no model by default.",
                "Name one by -Model; Tab completes it from the server's list."));
        }

        string? key = Backends.ApiKeyLookup.Find(ApiKey, backend.KeyVariables, SessionState.Path.CurrentFileSystemLocation.Path);
        if (key is null && isSending && !endpoint.IsLoopback)
        {
            ThrowTerminatingError(Errors.Create(
                "MissingApiKey", ErrorCategory.AuthenticationError, endpoint, $"There is no key for {endpoint.Host}.",
                $"Set {string.Join(" or ", backend.KeyVariables)} in the environment or in a .env file here or above, or give -ApiKey (Read-Host -AsSecureString)."));
        }

        if (key is not null && HostedBackend.IsExposed(endpoint) && !AllowUnencryptedAuthentication)
        {
            ThrowTerminatingError(Errors.Create(
                "UnencryptedEndpoint", ErrorCategory.SecurityError, endpoint, $"The key would travel unencrypted to {endpoint.Host}.",
                "Use https, or say -AllowUnencryptedAuthentication if the way there is safe."));
        }

        return new ChatModelSettings(backend.Service, model!, endpoint, key is null ? null : () => key, TimeSpan.FromSeconds(TimeoutSec))
        {
            Log = line => Post(() => WriteVerbose(line)),
        };
    }
}
