using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using SynthGen.Datasets.Formats;

namespace SynthGen;

/// <summary>Completes the names of formats, in alphabetical order, with their descriptions as tool tips.</summary>
public sealed class FormatCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string quote = wordToComplete.Length > 0 && wordToComplete[0] is '\'' or '"' ? wordToComplete[..1] : "";
        return DatasetFormats.All
            .Where(format => format.Name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase))
            .OrderBy(format => format.Name, StringComparer.OrdinalIgnoreCase)
            .Select(format => new CompletionResult(quote + format.Name + quote, format.Name, CompletionResultType.ParameterValue, format.Description));
    }
}
