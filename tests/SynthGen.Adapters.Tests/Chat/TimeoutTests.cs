using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using SynthGen.Adapters.Chat;
using SynthGen.Models;

namespace SynthGen.Adapters.Tests.Chat;

public sealed class TimeoutTests
{
    public static TheoryData<ChatService> Services => [ChatService.Gemini, ChatService.OpenAI];

    private static async Task<(ScriptedServer Server, Task Reached)> DrippingAsync(bool headersFirst)
    {
        TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ScriptedServer server = await ScriptedServer.StartAsync(async (context, _, _) =>
        {
            if (headersFirst)
            {
                await context.Response.WriteAsync("{ ");
                await context.Response.Body.FlushAsync();
            }

            reached.TrySetResult();
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        return (server, reached.Task);
    }

    [Theory, MemberData(nameof(Services))]
    public async Task A_drip_that_takes_too_long_is_a_fault_of_the_moment(ChatService service)
    {
        foreach (bool headersFirst in (bool[])[false, true])
        {
            (ScriptedServer server, Task reached) = await DrippingAsync(headersFirst);
            await using (server)
            {
                FakeTimeProvider time = new();
                Task<ChatReply> reply = Ask.ReplyAsync(service, server, time: time);
                await reached;
                time.Advance(TimeSpan.FromSeconds(59.9));
                Assert.False(reply.IsCompleted);
                time.Advance(TimeSpan.FromSeconds(0.1));

                ChatException fault = await Assert.ThrowsAsync<ChatException>(() => reply);
                Assert.Equal((ChatErrorKind.Transient, "no reply within 60 s"), (fault.Fault, fault.Message));
            }
        }
    }

    [Theory, MemberData(nameof(Services))]
    public async Task The_callers_cancellation_is_one(ChatService service)
    {
        foreach (bool headersFirst in (bool[])[false, true])
        {
            (ScriptedServer server, Task reached) = await DrippingAsync(headersFirst);
            await using (server)
            {
                using CancellationTokenSource caller = new();
                using IChatModel model = Ask.Model(service, server);
                Task<ChatReply> reply = model.CompleteAsync(Ask.Request, caller.Token);
                await reached;
                await caller.CancelAsync();

                OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply);
                Assert.Equal(caller.Token, cancelled.CancellationToken);
            }
        }
    }

    [Fact]
    public async Task Every_part_of_a_continued_reply_has_its_own_time()
    {
        FakeTimeProvider time = new();
        await using ScriptedServer server = await ScriptedServer.StartAsync((context, _, number) =>
        {
            time.Advance(TimeSpan.FromSeconds(40));
            return new Reply(number < 4 ? Ask.Gemini("a", "CONTINUATION", $",\"continuationToken\":\"{number}\"") : Ask.Gemini("z")).SendAsync(context);
        });

        Assert.Equal("aaaaz", (await Ask.ReplyAsync(ChatService.Gemini, server, time: time)).Text);
    }

    [Fact]
    public async Task A_cancelled_call_sends_nothing()
    {
        await using ScriptedServer server = await ScriptedServer.StartAsync(new Reply(Ask.OpenAI("ok")));
        using IChatModel model = Ask.Model(ChatService.OpenAI, server);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => model.CompleteAsync(Ask.Request, new CancellationToken(true)));
        Assert.Empty(server.Requests);
    }

    [Theory, MemberData(nameof(Services))]
    public async Task Models_are_waited_for_no_longer(ChatService service)
    {
        (ScriptedServer server, Task reached) = await DrippingAsync(true);
        await using (server)
        {
            FakeTimeProvider time = new();
            Task<IReadOnlyList<string>> names = new ChatModelFactory(time).ListModelsAsync(Ask.Settings(service, server), CancellationToken.None);
            await reached;
            time.Advance(TimeSpan.FromSeconds(60));

            Assert.Equal("no reply within 60 s", (await Assert.ThrowsAsync<ChatException>(() => names)).Message);
        }
    }
}
