using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using SynthGen.Text;

namespace SynthGen.Adapters.Schemas;

/// <summary>The patterns of one schema: 'pattern', and 'patternProperties' with the 'additionalProperties' beside it.</summary>
internal sealed class SchemaPatterns
{
    private readonly (string Source, Regex Regex)? _value;
    private readonly List<(string Source, Regex Regex, JsonSchema Schema)> _names = [];
    private readonly HashSet<string> _declared = [];
    private readonly JsonSchema? _additional;
    private readonly bool _isClosed;

    public SchemaPatterns(SchemaNode node, IReadOnlyDictionary<SchemaNode, JsonSchemaProperty> schemas)
    {
        if (node["pattern"] is string pattern)
            _value = (pattern, EcmaPattern.Compile(pattern));
        foreach ((string keyword, string name, SchemaNode child) in node.Children)
        {
            switch (keyword)
            {
                case "properties": _declared.Add(name); break;
                case "patternProperties": _names.Add((name, EcmaPattern.Compile(name), schemas[child])); break;
                case "additionalProperties" when child.IsFalse: _isClosed = true; break;
                case "additionalProperties": _additional = schemas[child]; break;
            }
        }
    }

    /// <summary>Finds the errors of a value.</summary>
    /// <param name="token">The value.</param>
    /// <param name="schema">The schema with these patterns.</param>
    /// <param name="validate">Checks a member of the value against a schema.</param>
    public IEnumerable<ValidationError> Check(
        JToken token, JsonSchema schema, Func<JProperty, JsonSchema, IEnumerable<ValidationError>> validate)
    {
        if (_value is var (source, regex) && token is JValue { Value: string text } && !IsMatch(regex, source, text, token))
            return [new PatternError(source, token, schema)];
        return _names.Count > 0 && token is JObject members ? members.Properties().SelectMany(member => CheckMember(member, schema, validate)) : [];
    }

    private IEnumerable<ValidationError> CheckMember(
        JProperty member, JsonSchema schema, Func<JProperty, JsonSchema, IEnumerable<ValidationError>> validate)
    {
        bool isKnown = _declared.Contains(member.Name);
        foreach ((string source, Regex regex, JsonSchema child) in _names)
        {
            if (!IsMatch(regex, source, member.Name, member))
                continue;

            isKnown = true;
            foreach (ValidationError error in validate(member, child))
                yield return error;
        }

        if (!isKnown && _isClosed)
            yield return new ValidationError(ValidationErrorKind.NoAdditionalPropertiesAllowed, member.Name, member.Path, member, schema);
        else if (!isKnown && _additional is not null)
        {
            foreach (ValidationError error in validate(member, _additional))
                yield return error;
        }
    }

    private static bool IsMatch(Regex regex, string source, string text, JToken token)
    {
        try
        {
            return regex.IsMatch(text);
        }
        catch (RegexMatchTimeoutException error)
        {
            throw new PatternTimeoutException(source, token, error);
        }
    }
}
