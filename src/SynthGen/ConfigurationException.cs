using System.Management.Automation;

namespace SynthGen;

/// <summary>A command's parameters are invalid. The command ends with this error before it takes input.</summary>
internal sealed class ConfigurationException(ErrorRecord error) : Exception(error.ToString(), error.Exception)
{
    /// <summary>The error that ends the command.</summary>
    public ErrorRecord Error { get; } = error;
}
