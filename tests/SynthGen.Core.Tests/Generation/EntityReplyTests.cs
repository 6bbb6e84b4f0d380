using CsCheck;
using SynthGen.Generation.Graph;

namespace SynthGen.Core.Tests.Generation;

public sealed class EntityReplyTests
{
    private const string Whole = """{"entities": [{"name": "Anselm Fitch", "type": "person", "quote": "Anselm Fitch paid."}, {"name": "Harbour Office", "type": "organization", "quote": "The Harbour Office wrote."}], "relations": [{"from": "Anselm Fitch", "to": "Harbour Office", "relation": "paid", "quote": "Anselm Fitch paid the Harbour Office."}]}""";

    [Theory]
    [InlineData(Whole)]
    [InlineData("Here is the list:\n```json\n" + Whole + "\n```\nAnything else?")]
    [InlineData("<think>{\"entities\": maybe}</think>" + Whole)]
    [InlineData("""{entities: [{'name': 'Anselm Fitch', 'type': 'person', 'quote': 'Anselm Fitch paid.',}, {"name": "Harbour Office", "quote": "The Harbour Office wrote."},], "relations": [{"source": "Anselm Fitch", "target": "Harbour Office", "description": "paid", "sentence": "Anselm Fitch paid the Harbour Office."}]}""")]
    public void A_list_is_read_in_any_dress(string text)
    {
        EntityReply reply = EntityReply.Read(text);
        Assert.Null(reply.Fault);
        Assert.Equal(["Anselm Fitch", "Harbour Office"], reply.Entities.Select(entity => entity.Name));
        Assert.Equal(new ListedRelation("Anselm Fitch", "Harbour Office", "paid", "Anselm Fitch paid the Harbour Office."), Assert.Single(reply.Relations));
    }

    [Fact]
    public void A_reply_that_is_cut_off_keeps_what_is_whole()
    {
        EntityReply reply = EntityReply.Read(Whole[..Whole.IndexOf("\"relation\":", StringComparison.Ordinal)]);
        Assert.Equal(2, reply.Entities.Count);
        Assert.Empty(reply.Relations);
        Assert.Null(reply.Fault);
    }

    [Theory]
    [InlineData("I cannot help with that.")]
    [InlineData("")]
    [InlineData("{{{{")]
    [InlineData("[1, 2]")]
    public void What_is_not_a_list_is_said_to_be_none(string text) => Assert.NotNull(EntityReply.Read(text).Fault);

    [Fact]
    public void An_empty_list_is_a_list() => Assert.Null(EntityReply.Read("""{"entities": [], "relations": []}""").Fault);

    [Fact]
    public void No_reply_breaks_it() => Gen.String[Gen.Char["{}[]\":,'name quote from to 1\\\uD800\n"], 0, 200].Sample(text => { EntityReply.Read(text); }, iter: 3_000);
}
