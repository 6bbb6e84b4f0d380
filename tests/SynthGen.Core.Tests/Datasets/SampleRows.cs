using CsCheck;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Datasets;

/// <summary>Rows for tests: a plain one, and generators of arbitrary ones.</summary>
internal static class SampleRows
{
    public static SyntheticQuery Plain { get; } = new(
        "Which § covers \"grey water\" — é, 🚰?",
        [new ToolCall("full_text_search", JsonValue.Object(("query", "grey water")))],
        12)
    {
        Source = "manual.txt",
        Evidence = new Evidence("grey water", 7, 10),
        AvailableTools = BuiltInTools.All,
        Provenance = new Provenance("Template", "v1", "abc", 42, null, 7),
    };

    private static readonly Gen<char> AnyChar = Gen.OneOf(
        Gen.Char['a', 'z'], Gen.Char['\u0000', '\u00FF'], Gen.Char['\u2000', '\u2100'], Gen.OneOf('"', '\\', '/', '\n', '\uFEFF', '\u2028', '\uFFFF'));

    private static readonly Gen<string> Text = Gen.OneOf(
        AnyChar.Array[0, 20].Select(chars => new string(chars)), Gen.OneOf("🚰", "\U0010FFFF", "e\u0301", "", "\u202Eabc"));

    private static readonly Gen<object?> Number = Gen.OneOf(
            "0", "-0", "-0.0", "1", "-7", "1.0", "0.10", "1.50", "1e5", "1E+16", "1.5e-7", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
            "123456789012345678901234567890123456789012345", "0.1234567890123456789012345678901234567890", "1e400", "1e-400", "79228162514264337593543950335", "0.00")
        .Select(JsonValue.Parse);

    private static readonly Gen<object?> Value = Gen.Recursive<object?>((depth, value) =>
    {
        Gen<object?> leaf = Gen.OneOf(Text.Select(text => (object?)text), Number, Gen.Bool.Select(flag => (object?)flag), Gen.Const((object?)null));
        return depth > 3
            ? leaf
            : Gen.Frequency(
                (5, leaf),
                (1, value.List[0, 3].Select(items => (object?)items.AsReadOnly())),
                (1, Gen.Select(Text, value).Array[0, 3].Select(members => (object?)Object(members))));
    });

    private static readonly Gen<ToolDefinition> Tool = Gen.Select(Gen.String[Gen.Char['a', 'z'], 1, 8], Text, Arguments(), (name, description, parameters) => new ToolDefinition(name, description, parameters));

    private static readonly Gen<IReadOnlyList<ToolDefinition>> Offered = Gen.OneOf(
        Gen.Const(BuiltInTools.All), Gen.Const<IReadOnlyList<ToolDefinition>>([]), Tool.List[1, 3].Select(tools => (IReadOnlyList<ToolDefinition>)tools));

    private static readonly Gen<Provenance> From = Gen.Select(
        Text, Text, Gen.Null(Text), Gen.Nullable(Gen.Int), Gen.Nullable(Gen.Int), Gen.Nullable(Gen.Int),
        Gen.Select(Gen.Null(Text), Gen.Null(Text), Gen.Null(Text), Gen.Null(Text)),
        (backend, model, version, seed, input, output, slot) => new Provenance(backend, model, version, seed, input, output)
        {
            Kind = slot.Item1,
            Asker = slot.Item2,
            Length = slot.Item3,
            Difficulty = slot.Item4,
        });

    private static readonly Gen<Verdict> Tested = Gen.Select(
        Gen.Select(Text, Gen.Enum<GateStatus>(), Gen.Nullable(Gen.Double[0, 1]), Gen.Null(Text), Gen.Null(Text), (gate, status, score, reason, detail) =>
            new GateResult(gate, status) { Score = score, Reason = reason, Detail = detail }).List[0, 3],
        Gen.Null(Gen.Select(Gen.Nullable(Gen.Int).List[0, 3], Gen.Nullable(Gen.Int), Gen.Nullable(Gen.Int), Gen.Nullable(Gen.Enum<ToolContrast>()), (calls, lexical, vector, contrast) =>
            new SearchRanks(calls, lexical, vector) { Contrast = contrast })),
        (gates, ranks) => new Verdict(gates) { Ranks = ranks });

    /// <summary>Any text.</summary>
    public static Gen<string> AnyText => Text;

    /// <summary>Arguments of any kind.</summary>
    public static Gen<IReadOnlyDictionary<string, object?>> AnyArguments => Arguments();

    /// <summary>Any row that can be written.</summary>
    public static Gen<SyntheticQuery> Any { get; } = Gen.Select(
        Text,
        Gen.Select(Text, Arguments(), (name, arguments) => new ToolCall(name, arguments)).List[0, 3],
        Gen.Int,
        Gen.Select(
            Text, Gen.Null(Gen.Select(Text, Gen.Int, Gen.Int, (quote, start, length) => new Evidence(quote, start, length))), Gen.Null(Text),
            Gen.Null(Gen.OneOf(Gen.Const("iv"), Gen.Const("12a"), Gen.Const("0"))), Gen.Nullable(Gen.Int[0, 99])),
        Offered,
        Gen.Select(Gen.Null(From), Gen.Null(Tested), Gen.Nullable(Gen.Enum<DatasetSplit>()), Gen.Null(Text)),
        (query, tools, page, about, offered, from) => new SyntheticQuery(query, tools, page)
        {
            Source = about.Item1,
            Evidence = about.Item2,
            SystemPrompt = about.Item3,
            Label = about.Item4!,
            Ordinal = about.Item5 ?? page,
            AvailableTools = offered,
            Provenance = from.Item1,
            Verdict = from.Item2,
            Split = from.Item3,
            PairId = from.Item4,
        });

    private static Gen<IReadOnlyDictionary<string, object?>> Arguments() => Gen.Select(Text, Value).Array[0, 3].Select(Object);

    private static IReadOnlyDictionary<string, object?> Object((string Name, object? Value)[] members) => JsonValue.Object(members);
}
