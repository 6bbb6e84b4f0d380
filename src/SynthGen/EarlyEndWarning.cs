using System.Management.Automation;

namespace SynthGen;

/// <summary>Warns on behalf of a command whose pipeline ended early.</summary>
internal static class EarlyEndWarning
{
    /// <summary>Warns from Dispose, where a stopped command may no longer write to its streams.</summary>
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
