using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace SynthGen.Adapters.Schemas;

/// <summary>A text that does not match a pattern.</summary>
internal sealed class PatternError(string pattern, JToken token, JsonSchema schema)
    : ValidationError(ValidationErrorKind.PatternMismatch, null, token.Path, token, schema)
{
    /// <summary>The pattern, as the schema has it.</summary>
    public string Pattern { get; } = pattern;
}
