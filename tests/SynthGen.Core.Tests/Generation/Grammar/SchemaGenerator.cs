using CsCheck;
using SynthGen.Json;

namespace SynthGen.Core.Tests.Generation.Grammar;

/// <summary>Makes random schemas of the kind that a grammar can be made from.</summary>
internal static class SchemaGenerator
{
    private static readonly Gen<string> Name = Among("query", "limit", "a b", "naïve", "quo\"te", "back\\slash", "line\nend", "émoji😀", "x/y~z", "");

    private static readonly Gen<object?> Constant = Gen.OneOf(
        Name.Select(text => (object?)text), Gen.Long[-1000, 1000].Select(number => (object?)number), Gen.Bool.Select(flag => (object?)flag), Gen.Const((object?)null));

    private static readonly Gen<object> Leaf = Gen.OneOf<object>(
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 40], Gen.Int[0, 3]).Select((least, more, which) => With("string",
            (which & 1) != 0 ? ("minLength", (object?)(long)least) : null, (which & 2) != 0 ? ("maxLength", (long)least + more) : null)),
        Gen.Select(Gen.Long[-1200, 1200], Gen.Long[0, 5000], Gen.Int[0, 8]).Select((least, more, which) => With("integer",
            Bound("minimum", "exclusiveMinimum", least - 1, which % 3), Bound("maximum", "exclusiveMaximum", least + more + 1, which / 3))),
        Gen.Select(Gen.Int[-30000, 30000], Gen.Int[1, 900000], Gen.Int[0, 8]).Select((least, more, which) => With("number",
            Bound("minimum", "exclusiveMinimum", least / 1000m, which % 3), Bound("maximum", "exclusiveMaximum", (least + more) / 1000m, which / 3))),
        Among("boolean", "null").Select(type => With(type)),
        Constant.List[1, 4].Select(values => (object)JsonValue.Object(("enum", values.AsReadOnly()))),
        Constant.Select(value => (object)JsonValue.Object(("const", value))),
        Gen.Const((object)JsonValue.Object(("type", new object?[] { "string", "null" }))));

    /// <summary>Makes a schema.</summary>
    public static Gen<object> Schema { get; } = Gen.Recursive<object>((depth, inner) => depth > 2 ? Leaf : Gen.OneOf(
        Leaf,
        inner.List[1, 3].Select(ways => (object)JsonValue.Object(("anyOf", ways.AsReadOnly()))),
        Gen.Select(inner, Gen.Int[0, 2], Gen.Int[0, 3], Gen.Bool).Select((item, least, more, isBounded) => With("array",
            ("items", item), ("minItems", (long)least), isBounded ? ("maxItems", (long)least + more) : null)),
        Gen.Select(Gen.Select(Name, inner, Gen.Bool).List[0, 4], Gen.Bool).Select((properties, isClosed) => With("object",
            ("properties", JsonValue.Object([.. properties.DistinctBy(property => property.Item1).Select(property => (property.Item1, (object?)property.Item2))])),
            ("required", properties.DistinctBy(property => property.Item1).Where(property => property.Item3).Select(property => (object?)property.Item1).ToList().AsReadOnly()),
            isClosed ? ("additionalProperties", false) : null))));

    private static Gen<string> Among(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(index => texts[index]);

    private static object With(string type, params (string, object?)?[] keywords) =>
        JsonValue.Object([("type", type), .. keywords.Where(keyword => keyword is not null).Select(keyword => keyword!.Value)]);

    private static (string, object?)? Bound(string inclusive, string exclusive, object value, int which) =>
        which == 0 ? null : (which == 1 ? inclusive : exclusive, value);
}
