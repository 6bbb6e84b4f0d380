namespace SynthGen.Tests;

/// <summary>Variables of the process that a test sets, taken away at its beginning and given back at its end. Such tests run alone.</summary>
[CollectionDefinition(nameof(EnvironmentVariables), DisableParallelization = true)]
public sealed class EnvironmentVariables : IDisposable
{
    private readonly Dictionary<string, string?> _before;

    public EnvironmentVariables(params IEnumerable<string> names)
    {
        _before = names.ToDictionary(name => name, Environment.GetEnvironmentVariable);
        foreach (string name in _before.Keys)
            Environment.SetEnvironmentVariable(name, null);
    }

    public void Dispose()
    {
        foreach ((string name, string? value) in _before)
            Environment.SetEnvironmentVariable(name, value);
    }
}
