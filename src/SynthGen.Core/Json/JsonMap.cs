using System.Collections.ObjectModel;

namespace SynthGen.Json;

/// <summary>
/// A JSON object. As text it is its JSON, so that it survives where a nested value becomes a text, as beyond the depth of
/// ConvertTo-Json.
/// </summary>
/// <param name="members">The members, in their order.</param>
public sealed class JsonMap(OrderedDictionary<string, object?> members) : ReadOnlyDictionary<string, object?>(members)
{
    /// <summary>The object as compact JSON text.</summary>
    public override string ToString() => JsonValue.ToJson(this);
}
