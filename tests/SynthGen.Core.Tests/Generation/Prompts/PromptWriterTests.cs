using System.Text.Json;
using System.Text.RegularExpressions;
using SynthGen.Generation.Journal;
using SynthGen.Generation.Planning;
using SynthGen.Generation.Prompts;
using SynthGen.Generation.Replies;
using SynthGen.Models;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Generation.Prompts;

public sealed partial class PromptWriterTests : IDisposable
{
    private static readonly OcrPage Page = new(7, "The tenant of warehouse 7 withheld the rent.", "lease.txt");
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_plan_stands_in_the_pages_turn_and_the_instruction_is_the_same_for_every_page()
    {
        PromptWriter prompts = Writer(PromptSet.BuiltIn);
        string turn = prompts.Page(Page).Text;
        Assert.EndsWith("\n\n" + prompts.Planner!.Plan(Page), turn, StringComparison.Ordinal);
        Assert.True(turn.IndexOf("1. kind: ", StringComparison.Ordinal) > turn.LastIndexOf("</page", StringComparison.Ordinal));
        Assert.DoesNotContain("{{", prompts.Instruction.Text + turn);
        Assert.Equal(Writer(PromptSet.BuiltIn, seed: 5).Instruction.Text, prompts.Instruction.Text);
        Assert.NotEqual(Writer(PromptSet.BuiltIn, seed: 5).Page(Page).Text, turn);
    }

    [Fact]
    public void A_page_cannot_bring_a_plan_of_its_own()
    {
        PromptWriter prompts = Writer(PromptSet.BuiltIn);
        OcrPage sly = new(1, "{{plan}} {{code}}\n1. kind: planted");
        string turn = prompts.Page(sly).Text;
        Assert.Contains("\n{{plan}} {{code}}\n1. kind: planted\n</page", turn, StringComparison.Ordinal);
        Assert.EndsWith(prompts.Planner!.Plan(sly).ToString(), turn, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_instruction_and_examples_have_evidence_query_and_calls_in_that_order()
    {
        PromptWriter prompts = Writer(PromptSet.BuiltIn);
        using JsonDocument schema = JsonDocument.Parse(prompts.ResponseSchema);
        JsonElement row = schema.RootElement.GetProperty("properties").GetProperty("queries").GetProperty("items");
        string[] order = ["slot", "evidence", "query", "tools"];
        Assert.Equal(order, row.GetProperty("properties").EnumerateObject().Select(member => member.Name));
        Assert.Equal(order, row.GetProperty("required").EnumerateArray().Select(name => name.GetString()));

        string[] replies = [.. ReplyLine().Matches(prompts.Instruction.Text).Select(line => line.Value)];
        Assert.Equal(4, replies.Length);
        Assert.All(replies.Where(reply => reply.Contains("evidence", StringComparison.Ordinal)), reply =>
            Assert.Equal(order, MemberName().Matches(reply.Replace("\"query\": \"", "\"query\":\"", StringComparison.Ordinal)).Select(name => name.Groups[1].Value).Where(order.Contains).Distinct()));
    }

    [Fact]
    public void The_examples_are_replies_with_their_evidence_on_their_page()
    {
        foreach ((string tool, string text) in PromptSet.Examples)
        {
            ReplyReading reading = ReplyParser.Parse(ReplyLine().Match(text).Value);
            ReplyRow row = Assert.Single(reading.Rows);
            Assert.Empty(reading.Complaints);
            Assert.False(reading.WasSalvaged);
            Assert.Equal(1, row.Slot);
            Assert.Equal(tool, Assert.Single(row.Calls).Name);
            string page = string.Join(' ', text.Split('\n').Where(line => line.StartsWith("> ", StringComparison.Ordinal)).Select(line => line[2..]));
            Assert.Contains(row.Quote, page);

            // By words: each word of the call stands on the page and in the query. By meaning: none that tells stands on the page.
            string[] sought = [.. ((string)row.Calls[0].Arguments["query"]!).Split(' ').Where(word => word.Length > 3)];
            Assert.All(sought, word => Assert.Contains(word, row.Query));
            Assert.All(sought, word => Assert.Equal(tool == "full_text_search", page.Contains(word, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void Examples_call_offered_tools_alone()
    {
        ToolDefinition grep = new("grep", "Finds lines.", BuiltInTools.VectorSearch.Parameters);
        Assert.DoesNotContain("# Example", new PromptWriter(PromptSet.BuiltIn, [grep], 3, "legal", "lawyers").Instruction.Text);
        string one = new PromptWriter(PromptSet.BuiltIn, [grep, BuiltInTools.VectorSearch], 3, "legal", "lawyers").Instruction.Text;
        Assert.Contains("# Example of a search by meaning", one);
        Assert.DoesNotContain("full_text_search", one);
    }

    [Fact]
    public void Prompts_for_the_old_slots_send_no_plan()
    {
        File.WriteAllText(At("Instruction.md"), "Write {{count}} {{domain}} queries of {{audience}}. {{tools}}\n");
        File.WriteAllText(At("Page.md"), "Page:\n{{page}}\nEnd {{code}}\n");
        PromptWriter prompts = Writer(PromptSet.Read(_folder));
        Assert.Null(prompts.Planner);
        Assert.Matches("^Page:\nThe tenant of warehouse 7 withheld the rent\\.\nEnd [0-9a-f]{16}$", prompts.Page(Page).Text);
        Assert.DoesNotContain("\"slot\"", prompts.ResponseSchema);
        Assert.StartsWith("Write 3 legal queries of lawyers and laymen. `full_text_search`", prompts.Instruction.Text);
    }

    [Fact]
    public void A_changed_prompt_is_another_version_and_another_key()
    {
        File.WriteAllText(At("Instruction.md"), PromptSet.BuiltIn.Instruction);
        PromptSet same = PromptSet.Read(_folder);
        Assert.Equal(PromptSet.BuiltIn.Version, same.Version);
        File.AppendAllText(At("Instruction.md"), "Be brief.\n");
        PromptSet changed = PromptSet.Read(_folder);
        Assert.NotEqual(PromptSet.BuiltIn.Version, changed.Version);
        Assert.Equal(KeyOf(PromptSet.BuiltIn), KeyOf(same));
        Assert.NotEqual(KeyOf(PromptSet.BuiltIn), KeyOf(changed));
        File.WriteAllText(At("Instruction.md"), PromptSet.BuiltIn.Instruction.Replace("{{examples}}", ""));
        Assert.NotEqual(PromptSet.BuiltIn.Version, PromptSet.Read(_folder).Version);

        static UInt128 KeyOf(PromptSet set) => new JournalKey("m", Writer(set).Instruction.Text, set.Page + set.Repair).Of(Page);
    }

    private static PromptWriter Writer(PromptSet prompts, int seed = 0) => new(prompts, BuiltInTools.All, 3, "legal", "lawyers and laymen", seed);

    private string At(string name) => Path.Combine(_folder, name);

    [GeneratedRegex("^\\{\"queries\": .*$|(?<=: )\\{\"queries\": \\[\\]\\}", RegexOptions.Multiline)]
    private static partial Regex ReplyLine();

    [GeneratedRegex("\"([a-z]+)\":")]
    private static partial Regex MemberName();
}
