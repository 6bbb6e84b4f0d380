using System.Text;
using SynthGen.Datasets;

namespace SynthGen.Core.Tests.Datasets;

public sealed class SidecarTests
{
    [Fact]
    public void A_line_has_what_trainers_formats_have_no_place_for()
    {
        using MemoryStream stream = new();
        using SidecarWriter writer = new(stream);
        foreach (DatasetRow row in (DatasetRow[])[SampleRows.Plain with { PairId = "p1" }, SampleConversations.Plain, new ToolConversation([ConversationMessage.User("Thanks!")]) { Id = "x", Kind = ConversationKind.NoTool }])
            writer.Write(row);
        writer.Flush();
        Assert.Equal(
            [
                """{"id":"ID","page":12,"source":"manual.txt","pair_id":"p1","evidence":{"quote":"grey water","start":7,"length":10},"provenance":{"backend":"Template","model":"v1","prompt_version":"abc","seed":42,"output_tokens":7}}""".Replace("ID", SampleRows.Plain.Id, StringComparison.Ordinal),
                """{"id":"ID","page":12,"source":"manual.txt","label":"xii","ordinal":30,"kind":"FollowUp","difficulty":"Medium","pages":[{"page":12,"label":"xii","ordinal":30,"evidence":{"quote":"grey water","start":7,"length":10}},{"page":4,"source":"lease.txt"}],"provenance":{"backend":"Gemini","model":"m","seed":3,"user_backend":"OpenAI","user_model":"u","result_count":5,"snippet_length":400,"is_simulated":true}}""".Replace("ID", SampleConversations.Plain.Id, StringComparison.Ordinal),
                """{"id":"x","kind":"NoTool"}""",
                "",
            ],
            Encoding.UTF8.GetString(stream.ToArray()).Split('\n'));
    }
}
