using System.Management.Automation;
using SynthGen.Json;

namespace SynthGen.Tests;

/// <summary>Conversations in trainers' formats, and files that are one JSON array, through the cmdlets.</summary>
public sealed class ConversationFormatTests : IDisposable
{
    private const string Array = """
        [
          {
            "conversations": [
              { "from": "human", "value": "Who signed?" },
              { "from": "function_call", "value": "{\"name\": \"find\", \"arguments\": {\"q\": \"signed\"}}" },
              { "from": "observation", "value": "{\"by\": \"Ada\"}" },
              { "from": "gpt", "value": "Ada." }
            ],
            "tools": "[{\"name\": \"find\", \"description\": \"d\", \"parameters\": {}}]"
          },
          7,
          { "conversations": [ { "from": "human", "value": "Thanks." }, { "from": "gpt", "value": "Welcome." } ], "tools": "[]" }
        ]
        """;

    private readonly ModuleSession _session = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public ConversationFormatTests()
    {
        _session.Runspace.SessionStateProxy.Path.SetLocation(_folder);
        File.WriteAllText(Path.Combine(_folder, "a.json"), Array);
        File.WriteAllText(Path.Combine(_folder, "good.json"), Array.Replace("7,", "", StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _session.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void An_array_is_imported_with_the_number_of_the_bad_element()
    {
        ModuleSession.Result result = _session.Run("Import-ToolDataset a.json");
        ToolConversation[] rows = [.. result.Output.Select(item => (ToolConversation)item.BaseObject)];
        Assert.Equal(["Who signed?", "Thanks."], rows.Select(row => row.Query));
        Assert.Equal(["find"], rows[0].AvailableTools.Select(tool => tool.Name));
        Assert.Equal("""{"by": "Ada"}""", rows[0].Messages[2].Text);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("BadDatasetLine,", error.FullyQualifiedErrorId);
        Assert.EndsWith("a.json:2", (string)error.TargetObject);
    }

    [Fact]
    public void An_array_is_tested_measured_and_corrected()
    {
        object[] output = [.. _session.Run(
            """
            (Test-ToolDataset a.json).ForEach({ "$($_.Line) $($_.Rule)" })
            (Test-ToolDataset good.json -Fix -Destination good.jsonl).Rule
            (Measure-ToolDataset good.json).Rows
            (Get-Content good.jsonl).Count
            """).Clean().Output.Select(item => item.BaseObject)];
        // No entry of a dataset_info.json names the files.
        Assert.Equal(["2 InvalidJson", "0 EntryMissing", "EntryMissing", 2L, 2], output);
    }

    [Theory]
    [InlineData("OpenAI")]
    [InlineData("Trl")]
    [InlineData("Mistral")]
    [InlineData("Hermes")]
    [InlineData("Gemini")]
    [InlineData("LlamaFactory")]
    [InlineData("Axolotl")]
    public void Every_format_of_turns_takes_conversations_and_gives_them_back(string format)
    {
        string[] output = [.. _session.Run(
            """
            Import-ToolDataset good.json | Export-ToolDataset b.jsonl -Format $format -SystemPrompt 'You search.' -Sidecar
            Import-ToolDataset b.jsonl -Format $format | ForEach-Object { $_.Messages | ForEach-Object { "$($_.Role) $($_.Text)" } }
            (Test-ToolDataset b.jsonl -Format $format | Where-Object Line -gt 0).Rule
            """, ("format", format)).Clean().Output.Where(item => item is not null).Select(item => item.ToString())];
        Assert.Equal(["System You search.", "User Who signed?", "Assistant ", "Tool {\"by\": \"Ada\"}", "Assistant Ada.", "System You search.", "User Thanks.", "Assistant Welcome."], output);
    }

    [Theory]
    [InlineData("Xlam")]
    [InlineData("Alpaca")]
    public void A_format_of_one_query_refuses_a_conversation_by_its_id_and_writes_the_rest(string format)
    {
        SyntheticQuery row = new("Q", [new ToolCall("find", JsonValue.Object())], 1) { AvailableTools = [new ToolDefinition("find", "d", JsonValue.Object())] };
        ModuleSession.Result result = _session.Run("@(Import-ToolDataset good.json; $row) | Export-ToolDataset b.jsonl -Format $format; (Get-Content b.jsonl).Count", ("format", format), ("row", row));
        Assert.Equal(2, result.Errors.Count);
        Assert.All(result.Errors, error => Assert.StartsWith("RowNotInFormat,", error.FullyQualifiedErrorId));
        Assert.All(result.Errors, error => Assert.Contains(((ToolConversation)error.TargetObject).Id, error.ToString()));
        Assert.Equal(1, result.Output[^1].BaseObject);
    }

    [Fact]
    public void Nothing_is_appended_to_an_array()
    {
        ModuleSession.Result result = _session.Run("Import-ToolDataset good.json | Export-ToolDataset good.json -Format LlamaFactory -Append");
        Assert.Contains("one JSON array", Assert.Single(result.Errors).ToString());
        Assert.Contains("Ada", File.ReadAllText(Path.Combine(_folder, "good.json")));
    }
}
