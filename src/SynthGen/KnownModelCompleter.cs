using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SynthGen.Models.Hub;

namespace SynthGen;

/// <summary>Completes the names of well-known models.</summary>
public sealed class KnownModelCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        KnownModels.Names.Where(name => name.Contains(wordToComplete, StringComparison.OrdinalIgnoreCase)).Select(name => new CompletionResult(name));
}
