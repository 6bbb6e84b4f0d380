using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SynthGen.Backends;

/// <summary>Completes the names of the backends that can judge.</summary>
public sealed class JudgeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        HostedBackend.All.Where(backend => backend.Name.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(backend => new CompletionResult(backend.Name));
}
