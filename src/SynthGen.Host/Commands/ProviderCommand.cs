using System.Management.Automation;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// A cmdlet that works through a provider. The cmdlets' names and namespace are those of the originals, for error
/// ids end with the former and format views go by the latter.
/// </summary>
public abstract class ProviderCommand : PSCmdlet, IDynamicParameters
{
    private readonly List<ProviderContext> _contexts = [];

    private protected object? Dynamic { get; private set; }

    private protected bool Literal { get; set; }

    /// <inheritdoc/>
    public object? GetDynamicParameters()
    {
        try
        {
            ProviderContext context = NewContext();
            context.PassThru = false;
            Dynamic = FindDynamicParameters(context.Handle);
        }
        catch (Exception error) when (IsPathProblem(error))
        {
            // Said again, and better, when the path is used.
            Dynamic = null;
        }

        return Dynamic;
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        foreach (ProviderContext context in _contexts.ToArray())
            context.Stop();
    }

    /// <summary>The provider's own parameters for the first path that was given.</summary>
    private protected virtual object? FindDynamicParameters(object context) => null;

    private protected virtual ProviderContext NewContext() => Keep(new ProviderContext(this) { Dynamic = Dynamic, Literal = Literal });

    private protected ProviderContext Keep(ProviderContext context)
    {
        _contexts.Add(context);
        return context;
    }

    /// <summary>Works on one path; a path that is no good is an error of its own, and the rest goes on.</summary>
    private protected void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (IsPathProblem(error))
        {
            WriteError(new ErrorRecord(((IContainsErrorRecord)error).ErrorRecord, error));
        }
    }

    /// <summary>Works on one path; a path that is no good is passed over.</summary>
    private protected static void Try(Action work)
    {
        try
        {
            work();
        }
        catch (Exception error) when (IsPathProblem(error))
        {
            // The caller's answer is that there is nothing.
        }
    }

    private static bool IsPathProblem(Exception error) =>
        error is PSNotSupportedException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or ItemNotFoundException;
}
