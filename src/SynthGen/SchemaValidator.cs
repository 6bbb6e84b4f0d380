using SynthGen.Tools;

namespace SynthGen;

/// <summary>Checks schemas, by the library for those that are not plain.</summary>
internal static class SchemaValidator
{
    public static IToolSchemaValidator Default { get; } = new PlainSchemaValidator(LibraryLoadContext.Create<IToolSchemaValidator>);
}
