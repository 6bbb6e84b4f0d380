using Microsoft.Extensions.Time.Testing;
using SynthGen.Models;

namespace SynthGen.Core.Tests.Models;

/// <summary>The time of a reply.</summary>
public sealed class TimedChatModelTests
{
    [Fact]
    public async Task A_reply_has_the_time_that_it_took()
    {
        FakeTimeProvider time = new();
        using TimedChatModel model = new(new SlowModel(time), time);
        ChatReply reply = await model.CompleteAsync(new ChatRequest([]), TestContext.Current.CancellationToken);
        Assert.Equal(("late", TimeSpan.FromMilliseconds(250)), (reply.Text, reply.Elapsed));
    }

    private sealed class SlowModel(FakeTimeProvider time) : IChatModel
    {
        public Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
        {
            time.Advance(TimeSpan.FromMilliseconds(250));
            return Task.FromResult(new ChatReply("late", ChatFinish.Stop, "stop", "m"));
        }

        public void Dispose()
        {
        }
    }
}
