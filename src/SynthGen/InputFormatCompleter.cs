using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SynthGen.Documents.Sources;

namespace SynthGen;

/// <summary>Completes the names of the formats of documents, with their descriptions as tool tips.</summary>
public sealed class InputFormatCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string quote = wordToComplete.Length > 0 && wordToComplete[0] is '\'' or '"' ? wordToComplete[..1] : "";
        return InputFormat.All
            .Where(format => format.Name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .Select(format => new CompletionResult(quote + format.Name + quote, format.Name, CompletionResultType.ParameterValue, format.Description));
    }
}
