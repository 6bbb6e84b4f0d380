using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SynthGen.Tools;

namespace SynthGen;

/// <summary>Completes the names of the built-in tools, with their descriptions as tool tips.</summary>
public sealed class BuiltInToolCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        BuiltInTools.All
            .Where(tool => tool.Name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(tool => new CompletionResult(tool.Name, tool.Name, CompletionResultType.ParameterValue, tool.Description));
}
