using System.Management.Automation;
using SynthGen.Retrieval;

namespace SynthGen.Backends;

/// <summary>Takes the names of what can make vectors, as ValidateSet would if it could read a list.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateEmbeddingAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <summary>The names: the offline one, and the backends that embed.</summary>
    public static IReadOnlyList<string> Names { get; } = [StoredEmbedding.Offline, .. BackendRegistry.Embedders.Select(backend => backend.Name)];

    /// <inheritdoc/>
    protected override void ValidateElement(object element)
    {
        if (!Names.Contains(element.ToString(), StringComparer.OrdinalIgnoreCase))
        {
            throw new ValidationMetadataException(
                $"The argument \"{element}\" does not belong to the set \"{string.Join(',', Names)}\" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.");
        }
    }
}
