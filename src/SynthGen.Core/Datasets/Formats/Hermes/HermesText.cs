namespace SynthGen.Datasets.Formats.Hermes;

/// <summary>The text around the tools in the system turn of the Hermes models.</summary>
internal static class HermesText
{
    /// <summary>The text before the list of tools.</summary>
    public const string Before =
        "You are a function calling AI model. You are provided with function signatures within <tools></tools> XML tags. " +
        "You may call one or more functions to assist with the user query. Don't make assumptions about what values to plug " +
        "into functions. Here are the available tools: <tools> ";

    /// <summary>The text after the list of tools.</summary>
    public const string After =
        " </tools> For each function call return a json object with function name and arguments within <tool_call></tool_call> " +
        "XML tags as follows:\n<tool_call>\n{\"name\": <function-name>, \"arguments\": <args-dict>}\n</tool_call>";
}
