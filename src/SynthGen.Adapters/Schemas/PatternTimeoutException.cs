using Newtonsoft.Json.Linq;

namespace SynthGen.Adapters.Schemas;

/// <summary>
/// A match took too long. It ends the whole check: neither 'not' nor 'anyOf' may take it for a mismatch, and the values
/// after it would take as long again.
/// </summary>
internal sealed class PatternTimeoutException(string pattern, JToken token, Exception inner)
    : Exception($"took too long to compare with the pattern {pattern}", inner)
{
    /// <summary>The text's place, in Newtonsoft's form.</summary>
    public string Place { get; } = token.Path;
}
