using System.Text.Json;
using System.Text.Json.Nodes;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Messages;

/// <summary>
/// Checks that an argument has one type in all rows: on loading, argument objects become one struct for all rows, whatever
/// their tool.
/// </summary>
internal sealed class ArgumentTypes(Rule rule)
{
    private readonly Dictionary<string, (JsonValueKind Kind, long Line)> _kinds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _reported = new(StringComparer.Ordinal);

    /// <summary>Checks the arguments of a call; each argument is reported once.</summary>
    public void Check(JsonObject arguments, string path, LineReport report)
    {
        foreach ((string key, JsonNode? value) in arguments)
        {
            if (value is null)
                continue;

            JsonValueKind kind = value.GetValueKind() is JsonValueKind.False ? JsonValueKind.True : value.GetValueKind();
            if (!_kinds.TryGetValue(key, out (JsonValueKind Kind, long Line) first))
                _kinds[key] = (kind, report.Number);
            else if (first.Kind != kind && _reported.Add(key))
                report.Add(rule, $"{path}.{key}", $"'{key}' is {JsonElementReader.NameOf(kind)} here and {JsonElementReader.NameOf(first.Kind)} in line {first.Line}.");
        }
    }
}
