using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using SynthGen.Tools;

namespace SynthGen.Adapters.Schemas;

/// <summary>
/// A schema in NJsonSchema's form. It is built from the parsed schema, not from text: so nothing is ever fetched, and
/// keywords that the library would ignore (const, prefixItems, keywords beside $ref) become ones that it checks.
/// </summary>
internal sealed class CompiledSchema : JsonSchemaValidator
{
    private readonly Dictionary<SchemaNode, JsonSchemaProperty> _schemas = [];
    private readonly Dictionary<JsonSchema, JToken[]> _values = [];
    private readonly Dictionary<JsonSchema, SchemaPatterns> _patterns = [];
    private readonly JsonSchema _root;

    public CompiledSchema(SchemaNode root)
        : base(new JsonSchemaValidatorSettings())
    {
        foreach (SchemaNode node in root.Index.Values)
            _schemas[node] = new JsonSchemaProperty();
        foreach ((SchemaNode node, JsonSchemaProperty schema) in _schemas)
            Fill(node, schema);

        _root = _schemas[root];
    }

    /// <summary>Finds the places where a value does not fit.</summary>
    /// <param name="value">The value.</param>
    /// <param name="byDescription">Whether the schema's descriptions serve as error messages.</param>
    public IReadOnlyList<SchemaProblem> Check(IReadOnlyDictionary<string, object?> value, bool byDescription = false)
    {
        try
        {
            ICollection<ValidationError> errors = Validate(ArgumentToken.From(value), _root);
            return errors.Count == 0 ? [] : ProblemText.From(errors, byDescription);
        }
        catch (PatternTimeoutException error)
        {
            return [ProblemText.From(error)];
        }
    }

    /// <inheritdoc/>
    protected override ICollection<ValidationError> Validate(
        JToken token, JsonSchema schema, SchemaType schemaType, string? propertyName, string propertyPath)
    {
        ICollection<ValidationError> errors = base.Validate(token, schema, schemaType, propertyName, propertyPath);

        if (errors.Count > 0)
        {
            foreach (ValidationError error in errors.Where(error => error.Schema == schema && IsMistaken(error, token)).ToList())
                errors.Remove(error);
        }

        // The library compares texts, so it takes "1" for 1.
        if (_values.TryGetValue(schema, out JToken[]? values) && !values.Any(value => JToken.DeepEquals(value, token)))
            errors.Add(new ValidationError(ValidationErrorKind.NotInEnumeration, propertyName, propertyPath, token, schema));

        // The library sets its patterns no time limit.
        if (_patterns.TryGetValue(schema, out SchemaPatterns? patterns))
        {
            IEnumerable<ValidationError> found = patterns.Check(
                token, schema, (member, child) => Validate(member.Value, child.ActualSchema, schemaType, member.Name, member.Path));
            foreach (ValidationError error in found)
                errors.Add(error);
        }

        return errors;
    }

    // 'required' is for objects only, but the library applies it to every value. And it takes an integer beyond long for
    // a float.
    private static bool IsMistaken(ValidationError error, JToken token) =>
        (error.Kind == ValidationErrorKind.PropertyRequired && token is not JObject) ||
        (error.Kind == ValidationErrorKind.IntegerExpected && token.Type == JTokenType.Float && double.IsInteger(token.Value<double>()));

    private static JsonObjectType TypeOf(object? type) => type switch
    {
        string name => Enum.Parse<JsonObjectType>(name, ignoreCase: true),
        IReadOnlyList<object?> names => names.Aggregate(JsonObjectType.None, (types, name) => types | TypeOf(name)),
        _ => JsonObjectType.None,
    };

    private static int Count(SchemaNode node, string keyword) => (int)(Number(node, keyword) ?? 0);

    private static decimal? Number(SchemaNode node, string keyword) =>
        node[keyword] is { } value && ArgumentToken.TryDecimal(value, out decimal number) ? number : null;

    private void Fill(SchemaNode node, JsonSchemaProperty schema)
    {
        if (node.IsFalse)
            schema.Not = new JsonSchema();
        if (node.Target is { } target)
        {
            // The library ignores everything beside a reference.
            if (node.Map.Count == 1)
            {
                schema.Reference = _schemas[target];
                return;
            }

            schema.AllOf.Add(new JsonSchema { Reference = _schemas[target] });
        }

        schema.Type = TypeOf(node["type"]);
        schema.Description = node["description"] as string;
        schema.Format = node["format"] as string;
        schema.MinLength = (int?)Number(node, "minLength");
        schema.MaxLength = (int?)Number(node, "maxLength");
        schema.Minimum = Number(node, "minimum");
        schema.Maximum = Number(node, "maximum");
        schema.ExclusiveMinimum = Number(node, "exclusiveMinimum");
        schema.ExclusiveMaximum = Number(node, "exclusiveMaximum");
        schema.IsExclusiveMinimum = node["exclusiveMinimum"] is true;
        schema.IsExclusiveMaximum = node["exclusiveMaximum"] is true;
        schema.MultipleOf = Number(node, "multipleOf");
        schema.MinItems = Count(node, "minItems");
        schema.MaxItems = Count(node, "maxItems");
        schema.MinProperties = Count(node, "minProperties");
        schema.MaxProperties = Count(node, "maxProperties");
        schema.UniqueItems = node["uniqueItems"] is true;
        foreach (object? name in node["required"] as IReadOnlyList<object?> ?? [])
            schema.RequiredProperties.Add((string)name!);
        if (node["enum"] is IReadOnlyList<object?> values)
            _values[schema] = [.. values.Select(ArgumentToken.From)];
        if (node.Map.TryGetValue("const", out object? constant))
            schema.AllOf.Add(ValueSchema(constant, schema.Description));

        bool hasPatterns = node.Map.ContainsKey("patternProperties");
        foreach ((string keyword, string name, SchemaNode child) in node.Children)
        {
            if (!hasPatterns || keyword is not ("patternProperties" or "additionalProperties"))
                Attach(schema, keyword, name, _schemas[child], child.IsFalse);
        }

        if (hasPatterns || node.Map.ContainsKey("pattern"))
            _patterns[schema] = new SchemaPatterns(node, _schemas);

        // The library would take a single alternative that is a reference for the whole schema.
        if (schema.AllOf.Count == 1)
            schema.AllOf.Add(new JsonSchema());
        if (schema.AnyOf.Count == 1)
            schema.AnyOf.Add(new JsonSchema { Not = new JsonSchema() });
        if (schema.OneOf.Count == 1)
            schema.OneOf.Add(new JsonSchema { Not = new JsonSchema() });
    }

    private static void Attach(JsonSchema schema, string keyword, string name, JsonSchemaProperty child, bool isFalse)
    {
        switch (keyword)
        {
            case "properties": schema.Properties.Add(name, child); break;
            case "additionalProperties" when isFalse: schema.AllowAdditionalProperties = false; break;
            case "additionalProperties": schema.AdditionalPropertiesSchema = child; break;
            case "prefixItems": schema.Items.Add(child); break;
            case "items": schema.Item = child; break;
            case "additionalItems" when isFalse: schema.AllowAdditionalItems = false; break;
            case "additionalItems": schema.AdditionalItemsSchema = child; break;
            case "allOf": schema.AllOf.Add(child); break;
            case "anyOf": schema.AnyOf.Add(child); break;
            case "oneOf": schema.OneOf.Add(child); break;
            case "not": schema.Not = child; break;
        }
    }

    private JsonSchema ValueSchema(object? constant, string? description)
    {
        JsonSchema schema = new() { Description = description };
        _values[schema] = [ArgumentToken.From(constant)];
        return schema;
    }
}
