using System.Management.Automation;

namespace SynthGen;

/// <summary>A command's parameters do not do; it ends with this error before it takes any input.</summary>
internal sealed class ConfigurationException(ErrorRecord error) : Exception(error.ToString(), error.Exception)
{
    /// <summary>The error to end with.</summary>
    public ErrorRecord Error { get; } = error;
}
