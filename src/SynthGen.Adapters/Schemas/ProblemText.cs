using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using SynthGen.Tools;

namespace SynthGen.Adapters.Schemas;

/// <summary>Describes validation errors.</summary>
internal static class ProblemText
{
    /// <summary>Gets one problem for each place and rule, in the order found.</summary>
    public static IReadOnlyList<SchemaProblem> From(IEnumerable<ValidationError> errors, bool byDescription = false) =>
        [.. Flatten(errors).Select(error => new SchemaProblem(PathOf(error), TextOf(error, byDescription))).DistinctBy(problem => problem.Path)];

    /// <summary>The problem of a match that took too long.</summary>
    public static SchemaProblem From(PatternTimeoutException error) => new(PathOf(error.Place), error.Message);

    private static IEnumerable<ValidationError> Flatten(IEnumerable<ValidationError> errors) => errors.SelectMany(error => error switch
    {
        ChildSchemaValidationError { Kind: ValidationErrorKind.NotAnyOf or ValidationErrorKind.NotOneOf } choice => Meant(choice, choice.Errors.Values),
        ChildSchemaValidationError child => Flatten(child.Errors.Values.SelectMany(inner => inner)),
        MultiTypeValidationError types => Meant(types, types.Errors.Values),
        _ => [error],
    });

    // The alternative whose type fits is the one that was meant. Unless exactly one fits, the whole choice failed.
    private static IEnumerable<ValidationError> Meant(ValidationError choice, IEnumerable<ICollection<ValidationError>> alternatives)
    {
        List<ICollection<ValidationError>> meant = [.. alternatives.Where(errors =>
            errors.Count > 0 && !Flatten(errors).Any(error => error.Token == choice.Token && IsOfType(error.Kind)))];
        return meant.Count == 1 ? Flatten(meant[0]) : [choice];
    }

    private static bool IsOfType(ValidationErrorKind kind) => kind is
        ValidationErrorKind.StringExpected or ValidationErrorKind.NumberExpected or ValidationErrorKind.IntegerExpected or
        ValidationErrorKind.BooleanExpected or ValidationErrorKind.ObjectExpected or ValidationErrorKind.ArrayExpected or
        ValidationErrorKind.NullExpected or ValidationErrorKind.NoTypeValidates or ValidationErrorKind.ExcludedSchemaValidates;

    // Newtonsoft's path quotes odd names, NJsonSchema's own does not.
    private static string PathOf(ValidationError error)
    {
        string path = PathOf(error.Token?.Path ?? "");
        return error.Kind == ValidationErrorKind.PropertyRequired ? JsonPath.Member(path, error.Property!) : path;
    }

    private static string PathOf(string place) => place.Length == 0 ? "$" : place[0] == '[' ? $"${place}" : $"$.{place}";

    private static string TextOf(ValidationError error, bool byDescription)
    {
        JsonSchema schema = error.Schema;
        return byDescription && error.Kind != ValidationErrorKind.PropertyRequired && schema.Description is { } text
            ? text
            : error.Kind switch
            {
                ValidationErrorKind.PropertyRequired => "is missing",
                ValidationErrorKind.NoAdditionalPropertiesAllowed => "is not a parameter of the tool",
                ValidationErrorKind.StringExpected => $"must be a string, not {KindOf(error.Token)}",
                ValidationErrorKind.NumberExpected => $"must be a number, not {KindOf(error.Token)}",
                ValidationErrorKind.IntegerExpected => $"must be a whole number, not {KindOf(error.Token)}",
                ValidationErrorKind.BooleanExpected => $"must be true or false, not {KindOf(error.Token)}",
                ValidationErrorKind.ObjectExpected => $"must be an object, not {KindOf(error.Token)}",
                ValidationErrorKind.ArrayExpected => $"must be a list, not {KindOf(error.Token)}",
                ValidationErrorKind.NullExpected => $"must be null, not {KindOf(error.Token)}",
                ValidationErrorKind.NoTypeValidates => $"must be of type {schema.Type.ToString().ToLowerInvariant().Replace(", ", " or ", StringComparison.Ordinal)}, not {KindOf(error.Token)}",
                ValidationErrorKind.PatternMismatch => $"does not match the pattern {((PatternError)error).Pattern}",
                ValidationErrorKind.StringTooShort => $"must be at least {schema.MinLength} characters long",
                ValidationErrorKind.StringTooLong => $"must be at most {schema.MaxLength} characters long",
                ValidationErrorKind.NumberTooSmall => $"must be {AtLeast(schema)}",
                ValidationErrorKind.NumberTooBig => $"must be {AtMost(schema)}",
                ValidationErrorKind.NumberNotMultipleOf => $"must be a multiple of {schema.MultipleOf}",
                ValidationErrorKind.TooFewItems => $"must have at least {schema.MinItems} items",
                ValidationErrorKind.TooManyItems => $"must have at most {schema.MaxItems} items",
                ValidationErrorKind.TooManyItemsInTuple => "is one item too many",
                ValidationErrorKind.ItemsNotUnique => "must not have an item twice",
                ValidationErrorKind.TooFewProperties => $"must have at least {schema.MinProperties} properties",
                ValidationErrorKind.TooManyProperties => $"must have at most {schema.MaxProperties} properties",
                ValidationErrorKind.NotInEnumeration => "is not one of the values that are allowed",
                ValidationErrorKind.NotAnyOf => "does not fit any alternative of 'anyOf'",
                ValidationErrorKind.NotOneOf => "does not fit exactly one of the alternatives of 'oneOf'",
                ValidationErrorKind.ExcludedSchemaValidates => "fits what 'not' excludes",
                _ when schema.Format is { } format => $"is not of the format '{format}'",
                _ => $"does not fit its schema ({error.Kind})",
            };
    }

    private static string AtLeast(JsonSchema schema) =>
        schema.ExclusiveMinimum is { } limit ? $"more than {limit}" : schema.IsExclusiveMinimum ? $"more than {schema.Minimum}" : $"at least {schema.Minimum}";

    private static string AtMost(JsonSchema schema) =>
        schema.ExclusiveMaximum is { } limit ? $"less than {limit}" : schema.IsExclusiveMaximum ? $"less than {schema.Maximum}" : $"at most {schema.Maximum}";

    private static string KindOf(JToken? token) => token?.Type switch
    {
        JTokenType.Null or null => "null",
        JTokenType.Object => "an object",
        JTokenType.Array => "a list",
        JTokenType.Boolean => "true or false",
        JTokenType.Integer or JTokenType.Float => "a number",
        _ => "a string",
    };
}
