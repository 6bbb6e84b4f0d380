using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace SynthGen.Backends;

/// <summary>Completes names from a fixed list.</summary>
internal abstract class NameCompleter(IEnumerable<string> names) : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        names.Where(name => name.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase)).Select(name => new CompletionResult(name));
}

/// <summary>Completes the names of the backends.</summary>
internal sealed class BackendCompleter() : NameCompleter(BackendRegistry.All.Select(backend => backend.Name));

/// <summary>Completes the names of the backends that can judge.</summary>
internal sealed class JudgeCompleter() : NameCompleter(BackendRegistry.Judges.Select(backend => backend.Name));

/// <summary>Completes the names of the backends that have a model.</summary>
internal sealed class ModelBackendCompleter() : NameCompleter(BackendRegistry.Models.Select(backend => backend.Name));

/// <summary>Completes the names of the backends that make conversations.</summary>
internal sealed class PlayerCompleter() : NameCompleter([.. BackendRegistry.Judges.Select(backend => backend.Name), "Template"]);

/// <summary>Completes the names of what can make vectors.</summary>
internal sealed class EmbeddingCompleter() : NameCompleter(ValidateEmbeddingAttribute.Names);
