using System.Text;
using System.Text.Json.Nodes;
using SynthGen.Datasets;
using SynthGen.Datasets.Validation;
using SynthGen.Rows;

namespace SynthGen.Core.Tests.Datasets.Formats.Canonical;

public sealed class ConversationRulesTests
{
    [Fact]
    public void A_good_conversation_is_without_fault() => Assert.Empty(Check(Line()));

    [Theory]
    [InlineData("query", "\"another\"")]
    [InlineData("query", "\"\"")]
    [InlineData("tools", "[]")]
    [InlineData("tools", """[{"name":"full_text_search","arguments":{"query":"grey"}},{"name":"vector_search","arguments":{"query":"who pays"}}]""")]
    [InlineData("page", "13")]
    [InlineData("page", "null")]
    [InlineData("label", "\"xiii\"")]
    [InlineData("ordinal", "31")]
    public void First_keys_say_what_the_conversation_says_and_are_mended(string key, string value)
    {
        JsonObject row = Line();
        row[key] = JsonNode.Parse(value);
        Assert.Equal(("FirstKeyDiffers", $"$.{key}"), (Assert.Single(Check(row)).Rule, Check(row)[0].Path));
        AssertMends(row, Line());
    }

    [Fact]
    public void First_keys_that_the_conversation_does_not_have_are_removed()
    {
        JsonObject row = Line();
        row["pages"] = new JsonArray(new JsonObject { ["page"] = 4 });
        Assert.Equal(["$.page", "$.label", "$.ordinal"], Check(row).Select(finding => finding.Path));
        JsonObject mended = Mend(row);
        Assert.Equal((4, false, false), ((int)mended["page"]!, mended.ContainsKey("label"), mended.ContainsKey("ordinal")));
    }

    [Fact]
    public void A_label_and_an_ordinal_that_say_the_number_may_stand_there()
    {
        JsonObject row = Line();
        (row["pages"], row["page"], row["label"], row["ordinal"]) = (new JsonArray(new JsonObject { ["page"] = 4 }), 4, "4", 4);
        Assert.Empty(Check(row));
    }

    [Fact]
    public void Ids_that_turns_use_again_are_mended_with_their_answers()
    {
        JsonObject row = Line();
        Call(row, 7, 0)["id"] = "call_2";
        Messages(row)[8]!["tool_call_id"] = "call_2";
        Assert.Equal(("DuplicateCallId", "$.messages[7].tool_calls[0].id"), (Assert.Single(Check(row)).Rule, Check(row)[0].Path));
        JsonObject mended = Mend(row);
        Assert.Equal(("call_3", "call_3"), ((string)Call(mended, 7, 0)["id"]!, (string)Messages(mended)[8]!["tool_call_id"]!));
        Assert.Empty(Check(mended));
    }

    [Fact]
    public void Ids_that_one_turn_uses_twice_are_found_and_left()
    {
        JsonObject row = Line();
        Call(row, 2, 1)["id"] = "call_1";
        Messages(row)[4]!["tool_call_id"] = "call_1";
        Assert.Equal(["DuplicateCallId", "ToolCallIdUnmatched"], Check(row).Select(finding => finding.Rule));
        Assert.Equal(row.ToJsonString(), Mend(row).ToJsonString());
    }

    [Fact]
    public void An_answer_without_an_id_gets_that_of_the_only_open_call()
    {
        JsonObject row = Line();
        Messages(row)[8]!.AsObject().Remove("tool_call_id");
        Assert.Equal(("ToolCallIdUnmatched", "$.messages[8].tool_call_id"), (Assert.Single(Check(row)).Rule, Check(row)[0].Path));
        JsonObject mended = Mend(row);
        Assert.Equal("call_3", (string?)Messages(mended)[8]!["tool_call_id"]);

        JsonObject open = Line();
        Messages(open)[3]!.AsObject().Remove("tool_call_id");
        Assert.Contains(Check(open), finding => finding is { Rule: "ToolCallIdUnmatched", Path: "$.messages[3].tool_call_id" });
        Assert.False(Messages(Mend(open))[3]!.AsObject().ContainsKey("tool_call_id"), "two calls are open");
    }

    [Fact]
    public void Every_fault_has_its_rule_and_its_place()
    {
        AssertFound("MessagesMissing", "$.messages", row => row["messages"] = new JsonArray());
        AssertFound("ContentMissing", "$.messages[1].content", row => Messages(row)[1]!["content"] = null);
        AssertFound("ContentMissing", "$.messages[3].content", row => Messages(row)[3]!["content"] = null);
        AssertFound("TurnEmpty", "$.messages[9]", row => Messages(row)[9]!["content"] = "");
        AssertFound("CallsNotAssistants", "$.messages[6].tool_calls", row => Messages(row)[6]!["tool_calls"] = Messages(row)[7]!["tool_calls"]!.DeepClone());
        AssertFound("CallUnanswered", "$.messages[4]", row => Messages(row).RemoveAt(4));
        AssertFound("CallUnanswered", "$.messages", row => Messages(row).RemoveRange(8, 2));
        AssertFound("ToolCallIdUnmatched", "$.messages[4].tool_call_id", row => Messages(row)[4]!["tool_call_id"] = "call_9");
        AssertFound("LastNotAssistant", "$.messages[8].role", row => Messages(row).RemoveAt(9));
        AssertFound("SystemNotFirst", "$.messages[1]", row => Messages(row).Insert(1, Take(Messages(row), 0)));
        AssertFound("ToolNotOffered", "$.messages[7].tool_calls[0].function.name", row => Call(row, 7, 0)["function"]!["name"] = "other");
        AssertFound("BadLabel", "$.pages[1].label", row => row["pages"]![1]!["label"] = " ");
        AssertFound("BadOrdinal", "$.pages[1].ordinal", row => row["pages"]![1]!["ordinal"] = -1);
        AssertFound("BadPairId", "$.pair_id", row => row["pair_id"] = " ");
        AssertFound("BadRow", "$", row => row["kind"] = "Chat");
        AssertFound("ExtraKey", "$.evidence", row => row["evidence"] = null);
        AssertFound("ExtraKey", "$.odd", row => row["odd"] = 1);
    }

    [Fact]
    public void Equal_conversations_have_equal_ids() =>
        Assert.Equal("DuplicateId", Assert.Single(Check(Line(), Line())).Rule);

    private static void AssertFound(string rule, string path, Action<JsonObject> spoil)
    {
        JsonObject row = Line();
        spoil(row);
        List<ValidationIssue> found = Check(row);
        Assert.True(found.Exists(finding => finding.Rule == rule && finding.Path == path), $"{rule} {path}: {string.Join("; ", found.Select(finding => $"{finding.Rule} {finding.Path}"))}");
    }

    private static void AssertMends(JsonObject row, JsonObject expected) => Assert.True(JsonNode.DeepEquals(expected, Mend(row)), Mend(row).ToJsonString());

    private static JsonObject Mend(JsonObject row)
    {
        using MemoryStream copy = new();
        foreach (ValidationIssue _ in new DatasetValidator(copy: copy).Check(new MemoryStream(Encoding.UTF8.GetBytes(row.ToJsonString() + "\n"))))
        {
        }

        return JsonNode.Parse(copy.ToArray())!.AsObject();
    }

    private static List<ValidationIssue> Check(params JsonObject[] rows) =>
        [.. new DatasetValidator().Check(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => row.ToJsonString() + "\n")))))];

    private static JsonObject Line()
    {
        using MemoryStream line = new();
        using CanonicalWriter writer = new(line);
        writer.Write(SampleConversations.Plain);
        writer.Flush();
        return JsonNode.Parse(line.ToArray())!.AsObject();
    }

    private static JsonArray Messages(JsonObject row) => row["messages"]!.AsArray();

    private static JsonObject Call(JsonObject row, int message, int call) => Messages(row)[message]!["tool_calls"]![call]!.AsObject();

    private static JsonNode Take(JsonArray list, int index)
    {
        JsonNode node = list[index]!;
        list.RemoveAt(index);
        return node;
    }
}
