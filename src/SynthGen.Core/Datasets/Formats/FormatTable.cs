using SynthGen.Rows;

namespace SynthGen.Datasets.Formats;

/// <summary>What belongs to each format.</summary>
internal static class FormatTable
{
    /// <summary>Creates the format's writer.</summary>
    /// <param name="stream">Where the lines go; left open.</param>
    /// <param name="options">The format, and what it is to hold.</param>
    /// <param name="earlier">Opens the rows that those written are to follow; null if there are none.</param>
    public static IDatasetWriter CreateWriter(Stream stream, DatasetOptions options, Func<Stream>? earlier)
    {
        switch (options.Format)
        {
            case DatasetFormat.OpenAI: return new OpenAIWriter(stream, options);
            case DatasetFormat.Trl: return new TrlWriter(stream, options);
            case DatasetFormat.Mistral:
                MistralCallIds ids = new();
                if (earlier is not null)
                {
                    using Stream lines = earlier();
                    ids.TakeAll(lines);
                }

                return new MistralWriter(stream, options, ids);
            case DatasetFormat.Hermes: return new HermesWriter(stream, options);
            case DatasetFormat.Xlam: return new XlamWriter(stream, options);
            case DatasetFormat.Gemini: return new GeminiWriter(stream, options);
            case DatasetFormat.LlamaFactory: return new LlamaFactoryWriter(stream, options);
            case DatasetFormat.Axolotl: return new AxolotlWriter(stream, options);
            case DatasetFormat.Alpaca: return new AlpacaWriter(stream, options);
            default: return new CanonicalWriter(stream);
        }
    }

    /// <summary>Creates the format's reader.</summary>
    public static IRowReader CreateReader(DatasetFormat format) => format switch
    {
        DatasetFormat.OpenAI or DatasetFormat.Trl or DatasetFormat.Mistral or DatasetFormat.Axolotl => new MessagesReader(),
        DatasetFormat.Hermes => new HermesReader(),
        DatasetFormat.Xlam => new XlamReader(),
        DatasetFormat.Gemini => new GeminiReader(),
        DatasetFormat.LlamaFactory => new LlamaFactoryReader(),
        DatasetFormat.Alpaca => new AlpacaReader(),
        _ => new CanonicalReader(),
    };

    /// <summary>The columns of the format's Parquet file.</summary>
    public static IReadOnlyList<Column> ColumnsOf(DatasetFormat format) => format switch
    {
        DatasetFormat.OpenAI => [Messages(new("id", ColumnKind.Text), ColumnKind.Text), new("tools", ColumnKind.Json), new("parallel_tool_calls", ColumnKind.Flag)],
        DatasetFormat.Trl => [Messages(null, ColumnKind.Json), new("tools", ColumnKind.Json)],
        DatasetFormat.Mistral => [Messages(new("id", ColumnKind.Text), ColumnKind.Text), new("tools", ColumnKind.Json)],
        DatasetFormat.Axolotl => [Messages(null, ColumnKind.Text), Tools],
        DatasetFormat.Hermes => [Conversations],
        DatasetFormat.Xlam => [new("id", ColumnKind.Json), new("query", ColumnKind.Text), new("answers", ColumnKind.Text), new("tools", ColumnKind.Text)],
        DatasetFormat.Gemini =>
        [
            new("systemInstruction", ColumnKind.Object, new("role", ColumnKind.Text), new("parts", ColumnKind.List, new Column("text", ColumnKind.Text))),
            new("contents", ColumnKind.List, new("role", ColumnKind.Text), new("parts", ColumnKind.List,
                new("text", ColumnKind.Text), new("functionCall", ColumnKind.Object, new("name", ColumnKind.Text), new("args", ColumnKind.Json)))),
            new("tools", ColumnKind.Json),
        ],
        DatasetFormat.LlamaFactory => [Conversations, new("system", ColumnKind.Text), new("tools", ColumnKind.Text)],
        DatasetFormat.Alpaca => [new("instruction", ColumnKind.Text), new("input", ColumnKind.Text), new("output", ColumnKind.Text)],
        _ =>
        [
            new("query", ColumnKind.Text),
            new("tools", ColumnKind.List, new("name", ColumnKind.Text), new("arguments", ColumnKind.Json)),
            new("page", ColumnKind.Whole),
            new("id", ColumnKind.Text),
            new("source", ColumnKind.Text),
            new("system_prompt", ColumnKind.Text),
            new("evidence", ColumnKind.Object, new("quote", ColumnKind.Text), new("start", ColumnKind.Whole), new("length", ColumnKind.Whole)),
            new("available_tools", ColumnKind.Json),
            new("provenance", ColumnKind.Json),
            new("verdict", ColumnKind.Json),
            new("split", ColumnKind.Text),
        ],
    };

    // Lists in Parquet are of one type: Axolotl wants a list here, and its parameters are a string anyway.
    private static Column Tools { get; } = new("tools", ColumnKind.List,
        new("type", ColumnKind.Text),
        new("function", ColumnKind.Object, new("name", ColumnKind.Text), new("description", ColumnKind.Text), new("parameters", ColumnKind.Text)));

    private static Column Conversations { get; } = new("conversations", ColumnKind.List, new("from", ColumnKind.Text), new("value", ColumnKind.Text));

    private static Column Messages(Column? id, ColumnKind arguments)
    {
        Column function = new("function", ColumnKind.Object, new("name", ColumnKind.Text), new("arguments", arguments));
        Column type = new("type", ColumnKind.Text);
        return new("messages", ColumnKind.List,
            new("role", ColumnKind.Text),
            new("content", ColumnKind.Text),
            new("tool_calls", ColumnKind.List, id is null ? [type, function] : [id, type, function]));
    }
}
