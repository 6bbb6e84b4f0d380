using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SynthGen.Backends;

/// <summary>Completes the names of the backends.</summary>
public sealed class BackendCompleter : IArgumentCompleter
{
    /// <summary>The backends that there are.</summary>
    internal static IReadOnlyList<string> Names { get; } = [.. HostedBackend.All.Select(backend => backend.Name), .. LocalBackend.Names, TemplateBackend.Name];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Names.Where(name => name.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase)).Select(name => new CompletionResult(name));
}
