using SynthGen.Models;

namespace SynthGen.Core.Tests.Models;

public sealed class CutPromptChatModelTests
{
    private static readonly string Long = string.Join(' ', Enumerable.Repeat("warehouse", 1000));

    [Theory]
    [InlineData(600, null, 1)]
    [InlineData(800, null, 0)]
    [InlineData(300, 700, 0)]
    [InlineData(null, null, 0)]
    [InlineData(0, null, 0)]
    public async Task A_prompt_that_was_read_in_part_is_warned_of_once(int? read, int? cached, int warnings)
    {
        List<string> warned = [];
        using CutPromptChatModel model = new(new Answering(read, cached), warned.Add);
        for (int page = 0; page < 3; page++)
            await model.CompleteAsync(new ChatRequest([new ChatTurn(ChatRole.User, Long)]), TestContext.Current.CancellationToken);

        Assert.Equal(warnings, warned.Count);
    }

    [Fact]
    public async Task A_short_prompt_says_nothing()
    {
        using CutPromptChatModel model = new(new Answering(1, null), _ => Assert.Fail("Warned."));
        await model.CompleteAsync(new ChatRequest([new ChatTurn(ChatRole.User, "One page of seven words, no more.")]), TestContext.Current.CancellationToken);
    }

    private sealed class Answering(int? read, int? cached) : IChatModel
    {
        public Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken) =>
            Task.FromResult(new ChatReply("[]", ChatFinish.Stop, "stop", "m") { InputTokens = read, CachedTokens = cached });

        public void Dispose()
        {
        }
    }
}
