using System.Collections;
using System.Text.Json;
using System.Text.RegularExpressions;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Conversion;

/// <summary>Makes tools and calls of tools from records.</summary>
internal static partial class ToolRecords
{
    /// <summary>Makes a call; a live one is returned as it is.</summary>
    /// <exception cref="FormatException">It is not a call.</exception>
    public static ToolCall ReadCall(object? value)
    {
        object? bare = RecordReader.Bare(value);
        if (bare is ToolCall live)
            return live;

        // What ConvertTo-Json leaves of a call beyond its depth; see ToolCall.ToString.
        if (bare is string text && CallText().Match(text) is { Success: true } match)
            return new ToolCall(match.Groups[1].Value, Map(match.Groups[2].Value, "a call in its Tools"));

        RecordReader record = RecordReader.Of(value) ?? throw RecordReader.CutShort("a call in its Tools");
        record = record.Record("Function") ?? record;
        string name = record.Name("Name") ?? throw new FormatException("a call in its Tools has no Name");
        return new ToolCall(name, Map(record.Get("ArgumentsJson", "Arguments") ?? throw new FormatException($"its call of {name} has no Arguments"), $"the map of Arguments of its call of {name}"));
    }

    /// <summary>Makes a tool as it was offered, without a check of its schema; a live one is returned as it is.</summary>
    /// <exception cref="FormatException">It is not a tool.</exception>
    public static ToolDefinition ReadOffered(object? value)
    {
        switch (RecordReader.Bare(value))
        {
            case ToolDefinition live:
                return live;
            case string name:
                return BuiltIn(name) ?? throw RecordReader.CutShort($"the tool '{name}' in its AvailableTools");
        }

        (string tool, string description, IReadOnlyDictionary<string, object?>? parameters) = Parts(RecordReader.Of(value) ?? throw new FormatException("its AvailableTools are not tools"));
        return new ToolDefinition(tool, description, parameters ?? throw new FormatException($"the tool '{tool}' in its AvailableTools has no Parameters"));
    }

    /// <summary>Makes tools of the name of a built-in one, a record of one, OpenAI's and MCP's forms, or lists of these, with a check of each schema.</summary>
    /// <exception cref="FormatException">It is not a tool, or its schema is broken.</exception>
    public static IEnumerable<ToolDefinition> ReadMany(object? value)
    {
        switch (RecordReader.Bare(value))
        {
            case ToolDefinition live:
                return [live];
            case string name:
                return [BuiltIn(name) ?? throw new FormatException(
                    $"There is no built-in tool '{name}'. There are: {string.Join(", ", BuiltInTools.All)}. Define others with New-ToolDefinition or Import-ToolDefinition")];
            case IEnumerable list and not IDictionary:
                return list.Cast<object?>().SelectMany(ReadMany);
        }

        if (RecordReader.Of(value) is not { } record)
            throw new FormatException($"{RecordReader.Describe(value)} is not a tool");
        return record.Get("Result") is { } result ? ReadMany(result)
            : record.Get("Tools") is { } tools ? ReadMany(tools)
            : [ReadChecked(record)];
    }

    /// <summary>Makes one tool, as <see cref="ReadMany"/> does. A deserialized one was checked when it was made.</summary>
    /// <inheritdoc cref="ReadMany" path="/exception"/>
    public static ToolDefinition ReadOne(object value) =>
        RecordReader.Of(value)?.Has("ParametersJson") == true ? ReadOffered(value)
        : ReadMany(value).ToArray() is [var tool] ? tool
        : throw new FormatException("It does not hold one tool");

    private static ToolDefinition ReadChecked(RecordReader record)
    {
        (string name, string description, IReadOnlyDictionary<string, object?>? parameters) = Parts(record);
        (string, object?)[] members = [("name", name), ("description", description), .. parameters is null ? Array.Empty<(string, object?)>() : [("parameters", parameters)]];
        ToolListEntry entry = ToolList.Read(JsonValue.Object(members), SchemaValidator.Default).Single();
        return entry.Tool ?? throw new FormatException($"The tool '{name}' is broken: {string.Join("; ", entry.Problems)}");
    }

    private static (string Name, string Description, IReadOnlyDictionary<string, object?>? Parameters) Parts(RecordReader record)
    {
        record = record.Record("Function") ?? record;
        string name = record.Name("Name") ?? throw new FormatException($"A tool has a Name; there is only {string.Join(", ", record.Names)}");
        return (name, record.Text("Description") ?? "", record.Get("ParametersJson", "Parameters", "InputSchema") is { } schema ? Map(schema, $"the schema of the tool '{name}'") : null);
    }

    private static ToolDefinition? BuiltIn(string name) => BuiltInTools.All.FirstOrDefault(tool => tool.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    // A map may be a text that holds it: OpenAI's APIs and deserialized records have it so.
    private static IReadOnlyDictionary<string, object?> Map(object value, string what)
    {
        try
        {
            return (value is string json ? JsonValue.Parse(json) : PowerShellJson.From(value)) as IReadOnlyDictionary<string, object?>
                ?? throw new FormatException($"{what} is not an object");
        }
        catch (JsonException)
        {
            throw RecordReader.CutShort(what);
        }
    }

    [GeneratedRegex(@"^([\w-]{1,64})\((\{.*\})\)$", RegexOptions.Singleline)]
    private static partial Regex CallText();
}
