using SynthGen.Models;
using SynthGen.Models.Pacing;

namespace SynthGen.Core.Tests.Models.Pacing;

/// <summary>A refusal without a reason is about the page if the server answers a control request, and else about the run.</summary>
public sealed class ControlledChatModelTests
{
    private static readonly ChatReply Reply = new("[]", ChatFinish.Stop, "stop", "m") { InputTokens = 50, OutputTokens = 3 };
    private readonly List<ChatRequest> _asked = [];

    [Theory]
    [InlineData(400)]
    [InlineData(422)]
    [InlineData(418)]
    public async Task A_page_whose_control_is_answered_fails_for_good_with_the_servers_words(int status)
    {
        ControlledChatModel model = Model(Refusal(status), Reply, Reply);
        ChatException fault = await Assert.ThrowsAsync<ChatException>(() => Ask(model));
        Assert.Equal((ChatErrorKind.Page, "no", (int?)status, 2, 50, 3), (fault.Fault, fault.Message, fault.Status, fault.Attempts, fault.InputTokens, fault.OutputTokens));
        await Ask(model);
    }

    [Fact]
    public async Task A_control_that_is_refused_too_ends_the_run()
    {
        ControlledChatModel model = Model(Reply, Refusal(400), Refusal(400));
        await Ask(model);
        RunEndedException end = await Assert.ThrowsAsync<RunEndedException>(() => Ask(model));
        Assert.Equal((RunEnd.Fatal, "no"), (end.End, end.Message));
        await Assert.ThrowsAsync<RunEndedException>(() => Ask(model));
        Assert.Equal(3, _asked.Count);
    }

    [Fact]
    public async Task A_control_that_the_service_fails_decides_nothing()
    {
        ControlledChatModel model = Model(Refusal(400), new ChatException(ChatErrorKind.Transient, "later") { Status = 500 });
        Assert.Equal(ChatErrorKind.Transient, (await Assert.ThrowsAsync<ChatException>(() => Ask(model))).Fault);
    }

    [Fact]
    public async Task The_control_keeps_what_requests_have_in_common_and_nothing_of_the_page()
    {
        ControlledChatModel model = Model(Refusal(400), Reply);
        ChatTurn[] common = [new(ChatRole.System, "instruction"), new(ChatRole.User, "earlier page"), new(ChatRole.Assistant, "[]")];
        ChatRequest request = new([.. common, new(ChatRole.User, "this page"), new(ChatRole.Assistant, "["), new(ChatRole.User, "repair")], "{}")
        {
            Sampling = new(Temperature: .2), CommonTurns = common.Length,
        };
        await Assert.ThrowsAsync<ChatException>(() => model.CompleteAsync(request, TestContext.Current.CancellationToken));
        Assert.Equal(common, _asked[1].Turns.SkipLast(1));
        Assert.Equal((request.ResponseSchema, request.Sampling), (_asked[1].ResponseSchema, _asked[1].Sampling));
        Assert.DoesNotContain("this page", _asked[1].Turns[^1].Text);
    }

    private static ChatException Refusal(int status) => new(ChatErrorKind.Fatal, "no") { Status = status };

    private static Task<ChatReply> Ask(ControlledChatModel model) =>
        model.CompleteAsync(new ChatRequest([new(ChatRole.System, "instruction"), new(ChatRole.User, "page")]), TestContext.Current.CancellationToken);

    private ControlledChatModel Model(params object[] answers)
    {
        RequestPace pace = new(new PaceLimits(), TimeProvider.System, () => 0);
        return new ControlledChatModel(new RetryingChatModel(new ScriptedModel(answers, _asked), pace, 0, TimeProvider.System, () => 0), pace);
    }

    private sealed class ScriptedModel(object[] answers, List<ChatRequest> asked) : IChatModel
    {
        public Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
        {
            asked.Add(request);
            return answers[asked.Count - 1] is ChatReply reply ? Task.FromResult(reply) : Task.FromException<ChatReply>((ChatException)answers[asked.Count - 1]);
        }

        public void Dispose()
        {
        }
    }
}
