using System.Text;
using SynthGen.Datasets;
using SynthGen.Json;
using SynthGen.Rows;
using SynthGen.Tools;

namespace SynthGen.Benchmarks.Fuzzing;

/// <summary>Rows, tools and pages of which the targets' samples are made.</summary>
internal static class Samples
{
    /// <summary>A page with an odd hyphen, quotation marks, sums and dates.</summary>
    public const string PageText = """
        The Specia l Counse l's investi-
        gation established that the tenant’s “cold store” — funded by Concord — spent $1,234.50
        on repairs. Section 600.8(c) requires a con-
        fidential report. “Nobody threw the switch by hand,” he wrote.

        On August 7, 2021, Anselm Fitch told Dagny Pelletier that the transfer switch had not been tested since
        October 2019. The Court held that the waiver of subrogation is void, and the insurer resigned itself to the loss.
        """;

    /// <summary>A tool with all kinds of parameters.</summary>
    public static ToolDefinition Lookup { get; } = new("lookup_case", "Finds a case by its number.", (IReadOnlyDictionary<string, object?>)JsonValue.Parse(
        """{"type":"object","properties":{"number":{"type":"string","pattern":"^[A-Z]{2}-[0-9]+$","description":"Its number."},"years":{"type":"array","items":{"type":"integer","minimum":1990},"maxItems":3},"court":{"enum":["high","low",null]},"options":{"type":"object","additionalProperties":{"type":"boolean"}},"limit":{"anyOf":[{"type":"number"},{"type":"null"}],"default":5}},"required":["number"]}""")!);

    /// <summary>Rows that every format can hold.</summary>
    public static IReadOnlyList<SyntheticQuery> Rows { get; } =
    [
        new("Which § covers \"grey water\" — é, 🚰?", [new ToolCall("full_text_search", JsonValue.Object(("query", "grey water")))], 12)
        {
            Source = "manual.txt",
            Evidence = new Evidence("cold store", 84, 10),
            AvailableTools = BuiltInTools.All,
            Provenance = new Provenance("Template", "v1", "abc", 42, null, 7),
        },
        new("Which case was it, and what did it hold?",
        [
            new ToolCall("lookup_case", (IReadOnlyDictionary<string, object?>)JsonValue.Parse("""{"number":"AB-12","years":[1999,2021],"court":null,"options":{"deep":true},"limit":2.50}""")!),
            new ToolCall("vector_search", JsonValue.Object(("query", "waiver\nof subrogation"))),
        ], 13)
        {
            Source = "manual.txt",
            SystemPrompt = "Be brief.",
            AvailableTools = [Lookup, .. BuiltInTools.All],
        },
    ];

    /// <summary>Writes rows in a format.</summary>
    public static byte[] Write(DatasetFormat format, IEnumerable<DatasetRow> rows)
    {
        using MemoryStream lines = new();
        using (IDatasetWriter writer = format.CreateWriter(lines, new DatasetOptions(), null))
        {
            foreach (DatasetRow row in rows)
                writer.Write(row);
            writer.Flush();
        }

        return lines.ToArray();
    }

    /// <summary>Decodes an input; what is not UTF-8 becomes half of a surrogate pair, which no UTF-8 can hold.</summary>
    public static string Text(ReadOnlySpan<byte> input) => Encoding.UTF8.GetString(input).Replace('\uFFFD', '\uD83D');
}
