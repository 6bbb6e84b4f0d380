using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SynthGen;

/// <summary>Completes names, with their descriptions as tool tips; a quotation mark that was begun is kept.</summary>
public abstract class DescribedNameCompleter : IArgumentCompleter
{
    private readonly IEnumerable<(string Name, string Description)> _names;

    private protected DescribedNameCompleter(IEnumerable<(string Name, string Description)> names) => _names = names;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string quote = wordToComplete.Length > 0 && wordToComplete[0] is '\'' or '"' ? wordToComplete[..1] : "";
        return _names
            .Where(named => named.Name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(named => new CompletionResult(quote + named.Name + quote, named.Name, CompletionResultType.ParameterValue, named.Description));
    }
}
