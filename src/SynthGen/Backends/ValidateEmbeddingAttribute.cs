using System.Management.Automation;

namespace SynthGen.Backends;

/// <summary>Accepts only names of what can make vectors. ValidateSet cannot: it takes no list from code.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateEmbeddingAttribute : ValidateEnumeratedArgumentsAttribute
{
    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. BackendRegistry.Embeddings.Select(backend => backend.Name)];

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
