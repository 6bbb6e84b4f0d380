using System.Management.Automation;

namespace SynthGen;

/// <summary>Speaks for a command whose pipeline is over before its end.</summary>
internal static class EarlyEndWarning
{
    /// <summary>Warns from Dispose, where a command whose pipeline was stopped may no longer write to its streams.</summary>
    public static void Warn(PSCmdlet cmdlet, string message)
    {
        try
        {
            cmdlet.WriteWarning(message);
        }
        catch (Exception error) when (error is PipelineStoppedException or InvalidOperationException or NotImplementedException)
        {
            cmdlet.Host?.UI?.WriteWarningLine(message);
        }
    }
}
