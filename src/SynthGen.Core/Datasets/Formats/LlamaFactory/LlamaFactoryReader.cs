using System.Text.Json;
using SynthGen.Datasets.Formats.Reading;
using SynthGen.Datasets.Formats.ShareGpt;
using SynthGen.Json;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.LlamaFactory;

/// <summary>Reads LLaMA-Factory rows in its sharegpt formatting.</summary>
internal sealed class LlamaFactoryReader() : ShareGptReader("no turn is from 'gpt' or 'function_call'")
{
    // LLaMA-Factory itself puts several results together with this.
    private const string Between = "\n</tool_response>\n<tool_response>\n";

    protected override void Begin(JsonElement line, RowDraft row)
    {
        PassOverOthers(line, "", "conversations", "system", "tools");
        row.SystemPrompt = JsonElementReader.TryGet(line, "system", out _) ? JsonElementReader.Text(line, "system", "system") : null;
    }

    protected override bool TryRead(string from, string value, RowDraft row)
    {
        switch (from)
        {
            // As LLaMA-Factory does, in place of the column's.
            case "system" when row.Turn == 0:
                row.SystemPrompt = value;
                return true;
            case "human":
                row.AddUser(value);
                return true;
            case "function_call":
                row.AddAssistant(null, CallsOf(value));
                return true;
            case "gpt":
                row.AddAssistant(value, []);
                return true;
            case "observation":
                foreach (string result in Results(value, row.Waiting))
                    row.AddResult(result);
                return true;
            default:
                return false;
        }
    }

    protected override void End(JsonElement line, RowDraft row) => row.Tools = ReadTools(line, text => JsonElementReader.Parse(text, "tools"));

    private static ReadCall[] CallsOf(string value)
    {
        ToolCall[] calls = JsonElementReader.Calls(value, "conversations[].value");
        return calls.Length > 0 ? [.. calls.Select(call => new ReadCall(call))] : throw new FormatException("a turn from 'function_call' has no call");
    }

    // Whatever is not plainly a result for each call is one result.
    private static string[] Results(string value, int calls)
    {
        if (calls < 2)
            return [value];
        if (value.Split(Between) is var parts && parts.Length == calls)
            return parts;

        try
        {
            using JsonDocument list = JsonDocument.Parse(value, JsonLine.Options);
            return list.RootElement.ValueKind == JsonValueKind.Array && list.RootElement.GetArrayLength() == calls
                ? [.. list.RootElement.EnumerateArray().Select(ResultValue.Read)]
                : [value];
        }
        catch (JsonException)
        {
            return [value];
        }
    }
}
