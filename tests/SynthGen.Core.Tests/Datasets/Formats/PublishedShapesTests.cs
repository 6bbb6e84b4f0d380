using System.Text;
using SynthGen.Datasets;
using SynthGen.Datasets.Validation;

namespace SynthGen.Core.Tests.Datasets.Formats;

/// <summary>Rows in the shapes of the sets that trainers publish to show their formats: read whole, and without fault.</summary>
public sealed class PublishedShapesTests
{
    // LLaMA-Factory's glaive_toolcall_en_demo.json: one array over many lines, tools in a string, "[]" for none.
    private const string Glaive = """
        [
          {
            "conversations": [
              { "from": "human", "value": "Define \"lease\"." },
              { "from": "gpt", "value": "A contract." },
              { "from": "human", "value": "Thanks." },
              { "from": "gpt", "value": "You are welcome." }
            ],
            "tools": "[]"
          },
          {
            "conversations": [
              {
                "from": "human",
                "value": "The area of 5 by 3?"
              },
              {
                "from": "function_call",
                "value": "{\"name\": \"area\", \"arguments\": {\"shape\": \"rectangle\", \"sides\": [5, 3]}}"
              },
              {
                "from": "observation",
                "value": "{\"area\": 15}"
              },
              {
                "from": "gpt",
                "value": "It is 15."
              },
              { "from": "human", "value": "And of 1 by 1, and of 2 by 2?" },
              { "from": "function_call", "value": "[{\"name\": \"area\", \"arguments\": {\"sides\": [1]}}, {\"name\": \"area\", \"arguments\": {\"sides\": [2]}}]" },
              { "from": "observation", "value": "[{\"area\": 1}, {\"area\": 4}]" },
              { "from": "gpt", "value": "1 and 4." }
            ],
            "tools": "[{\"name\": \"area\", \"description\": \"d\", \"parameters\": {\"type\": \"object\", \"properties\": {}}}]"
          }
        ]
        """;

    // Hermes' function-calling sets: an array, Python's notation, line feeds behind the blocks, the tools a second time.
    private const string Hermes = """
        [{"id": "753d8365", "conversations": [
          {"from": "system", "value": "You are a function calling AI model. You are provided with function signatures within <tools> </tools> XML tags. Don't make assumptions.\n<tools>\n[{'type': 'function', 'function': {'name': 'find', 'description': \"It's a search.\", 'parameters': {'type': 'object', 'properties': {'exact': {'type': 'boolean'}}}}}]\n</tools>\nReturn a json object within <tool_call> </tool_call> tags:\n<tool_call>\n{'arguments': <args-dict>, 'name': <function-name>}\n</tool_call>\n"},
          {"from": "human", "value": "Flights?"},
          {"from": "gpt", "value": "<tool_call>\n{'arguments': {'city': \"Land's End\", 'exact': True, 'day': None}, 'name': 'find'}\n</tool_call>\n<tool_call>\n{\"name\": \"find\", \"arguments\": {\"city\": \"B\"}}\n</tool_call>\n"},
          {"from": "tool", "value": "<tool_response>\n{\"name\": \"find\", \"content\": {\"flights\": [\"AA118\"]}}\n</tool_response>\n<tool_response>\n{\"name\": \"find\", \"content\": {'price': None}}\n</tool_response>\n"},
          {"from": "gpt", "value": "AA118."}
        ], "tools": "[{'type': 'function', 'function': {'name': 'find'}}]", "category": "Travel", "subcategory": "Flights", "task": "Search"},
        {"id": "8d2f", "conversations": [{"from": "system", "value": "<tools>\n[{'name': 'find', 'parameters': {}}]\n</tools>"}, {"from": "human", "value": "Once."}, {"from": "gpt", "value": "<tool_call>\n{'arguments': {}, 'name': 'find'}\n</tool_call>\n"}], "tools": "[{'name': 'find'}]", "category": "c", "subcategory": "s", "task": "t"}]
        """;

    // NVIDIA's When2Call: tools as strings or bare functions, and answers without a call.
    private const string When2Call = """
        {"tools": ["{\"name\": \"stations\", \"description\": \"d\", \"parameters\": {\"type\": \"dict\", \"properties\": {\"zip\": {\"type\": \"str\"}}}}"], "messages": [{"role": "user", "content": "What is trending?"}, {"role": "assistant", "content": "I cannot search the web."}]}
        {"tools": [{"name": "stations", "description": "d", "parameters": {"type": "dict", "properties": {}}}], "messages": [{"role": "user", "content": "Stations nearby?"}, {"role": "assistant", "content": "In which ZIP code?"}]}
        """;

    [Fact]
    public void Glaive_of_LLaMA_Factory()
    {
        ToolConversation[] rows = ReadSound(Glaive, "LlamaFactory", passedOver: []).Cast<ToolConversation>().ToArray();
        Assert.Equal(2, rows.Length);
        Assert.Empty(rows[0].AvailableTools);
        Assert.Equal(["User: Define \"lease\".", "Assistant: A contract.", "User: Thanks.", "Assistant: You are welcome."], rows[0].Messages.Select(message => message.ToString()));
        Assert.Equal(
            [
                "User: The area of 5 by 3?", "Assistant: area({\"shape\":\"rectangle\",\"sides\":[5,3]})", "Tool: {\"area\": 15}", "Assistant: It is 15.",
                "User: And of 1 by 1, and of 2 by 2?", "Assistant: area({\"sides\":[1]}); area({\"sides\":[2]})", "Tool: {\"area\": 1}", "Tool: {\"area\": 4}", "Assistant: 1 and 4.",
            ],
            rows[1].Messages.Select(message => message.ToString()));
        Assert.Equal(["call_1", "call_2", "call_3"], rows[1].Messages.Where(message => message.Role == MessageRole.Tool).Select(message => message.CallId));
    }

    [Fact]
    public void Function_calling_sets_of_Hermes()
    {
        DatasetRow[] rows = ReadSound(Hermes, "Hermes", "category", "id", "subcategory", "task", "the system turn's own words around <tools>");
        ToolConversation row = Assert.IsType<ToolConversation>(rows[0]);
        Assert.Equal(
            ["User: Flights?", "Assistant: find({\"city\":\"Land's End\",\"exact\":true,\"day\":null}); find({\"city\":\"B\"})", "Tool: {\"flights\": [\"AA118\"]}", "Tool: {\"price\": null}", "Assistant: AA118."],
            row.Messages.Select(message => message.ToString().Replace("\\u0027", "'", StringComparison.Ordinal)));
        Assert.Equal("It's a search.", Assert.Single(row.AvailableTools).Description);
        Assert.Equal("find({})", Assert.Single(Assert.IsType<SyntheticQuery>(rows[1]).Tools).ToString());
    }

    [Fact]
    public void When2Call_of_NVIDIA()
    {
        ToolConversation[] rows = ReadSound(When2Call, "Trl", passedOver: []).Cast<ToolConversation>().ToArray();
        Assert.Equal(["I cannot search the web.", "In which ZIP code?"], rows.Select(row => row.Messages[1].Text));
        Assert.All(rows, row => Assert.Equal("stations", Assert.Single(row.AvailableTools).Name));
        Assert.All(rows, row => Assert.Empty(row.Tools));
    }

    [Fact]
    public void A_corrected_copy_of_an_array_has_a_line_for_each_element()
    {
        using MemoryStream copy = new();
        Assert.Empty(new DatasetValidator(copy: copy).Check(new MemoryStream(Encoding.UTF8.GetBytes(Glaive))));
        string[] lines = Encoding.UTF8.GetString(copy.ToArray()).Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Equal(FormatKit.ReadRows(Glaive).Select(ConversationKit.Describe), FormatKit.ReadRows(string.Join('\n', lines)).Select(ConversationKit.Describe));
    }

    [Fact]
    public void The_number_of_a_bad_element_is_its_place_in_the_array()
    {
        DatasetLine[] lines = [.. FormatKit.ReadLines("[\n" + FormatKit.Write("Trl", FormatKit.One).TrimEnd() + ",\n7,\n\"\"," + FormatKit.Write("Trl", FormatKit.Two) + "]")];
        Assert.Equal([(1, true), (2, false), (3, false), (4, true)], lines.Select(line => ((int)line.Number, line.Row is not null)));
    }

    private static DatasetRow[] ReadSound(string text, string format, params string[] passedOver)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        DatasetReader reader = new(new MemoryStream(bytes));
        DatasetLine[] lines = [.. reader.Read()];
        Assert.All(lines, line => Assert.Null(line.Problem));
        Assert.Equal(format, reader.Format?.Name);
        Assert.Equal(passedOver, reader.UnknownKeys);
        DatasetValidator validator = new();
        Assert.Empty(validator.Check(new MemoryStream(bytes)).Select(finding => $"{finding} {finding.Path}"));
        Assert.Equal(lines.Length, validator.Rows);
        return [.. lines.Select(line => line.Row!)];
    }
}
