using System.Management.Automation;
using System.Security;
using SynthGen.Backends;
using SynthGen.Models.Pacing;

namespace SynthGen;

/// <summary>Base of the cmdlets that can ask a hosted service: its address, its key, timeout and retries.</summary>
public abstract class ConnectionCmdlet : AsyncCmdlet
{
    /// <summary>The service's base address.</summary>
    [Parameter]
    public virtual Uri? Endpoint { get; set; }

    /// <summary>The version of the API, for Azure OpenAI.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public virtual string? ApiVersion { get; set; }

    /// <summary>The project at Google Cloud, for Gemini at Vertex AI.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public virtual string? Project { get; set; }

    /// <summary>The location at Google Cloud, for Gemini at Vertex AI.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public virtual string? Location { get; set; }

    /// <summary>The service's key; else the environment's, else that of a .env file here or above.</summary>
    [Parameter]
    public virtual SecureString? ApiKey { get; set; }

    /// <summary>The service wants no key: none is looked for and none is sent.</summary>
    [Parameter]
    public virtual SwitchParameter NoKey { get; set; }

    /// <summary>Lets the key travel over plain http to another machine.</summary>
    [Parameter]
    public virtual SwitchParameter AllowUnencryptedAuthentication { get; set; }

    /// <summary>The seconds that one attempt may take after it is sent.</summary>
    [Parameter]
    [ValidateRange(1, 86400)]
    public virtual int TimeoutSec { get; set; } = 300;

    /// <summary>How often a request is sent again after a transient error.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public virtual int RetryLimit { get; set; } = 5;

    /// <summary>The longest wait that the server may ask for; a longer one ends the run.</summary>
    [Parameter]
    [WaitTransformation]
    public virtual TimeSpan MaxWait { get; set; } = PaceLimits.DefaultMaxWait;

    /// <summary>The session, for code without a cmdlet.</summary>
    private protected CommandSession Session => new(
        MyInvocation.BoundParameters.Keys,
        SessionState.Path.CurrentFileSystemLocation.Path,
        SessionState.Path.GetUnresolvedProviderPathFromPSPath,
        line => Post(() => WriteVerbose(line)),
        line => Post(() => WriteWarning(line)),
        StopToken);

    /// <summary>The way to a service, as the parameters say it.</summary>
    private protected ConnectionSettings Connection => new(Endpoint, ApiVersion, ApiKey, NoKey, AllowUnencryptedAuthentication, TimeoutSec, RetryLimit, MaxWait);

    /// <summary>The project at Google Cloud, as the parameters say it.</summary>
    private protected VertexAISettings VertexAI => new(Project, Location);

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        try
        {
            Begin();
        }
        catch (ConfigurationException exception)
        {
            RunPosted();
            ThrowTerminatingError(exception.Error);
        }

        RunPosted();
    }

    /// <summary>Prepares for the input.</summary>
    /// <exception cref="ConfigurationException">The parameters are invalid: the command ends.</exception>
    private protected virtual void Begin()
    {
    }
}
