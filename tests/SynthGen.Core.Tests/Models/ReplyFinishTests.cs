using SynthGen.Models;

namespace SynthGen.Core.Tests.Models;

public sealed class ReplyFinishTests
{
    [Theory]
    [InlineData("""{"queries": []}""")]
    [InlineData("Here you are:\n```json\n[{\"query\": \"Who?\"}]\n```\nTell me if you need more.")]
    public void Whole_json_counts_however_the_reply_ended(string text)
    {
        foreach (ChatFinish finish in Enum.GetValues<ChatFinish>().Where(finish => finish != ChatFinish.Continuation))
            Assert.Null(ReplyFinish.Fault(new ChatReply(text, finish, "odd", "m")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("I cannot say.")]
    [InlineData("""{"queries": [{"query": "Who""")]
    [InlineData("} and {")]
    public void Anything_less_needs_a_sound_end(string text)
    {
        Assert.Contains("odd", ReplyFinish.Fault(new ChatReply(text, ChatFinish.Blocked, "odd", "m")));
        Assert.Contains("odd", ReplyFinish.Fault(new ChatReply(text, ChatFinish.Other, "odd", "m")));
    }
}
