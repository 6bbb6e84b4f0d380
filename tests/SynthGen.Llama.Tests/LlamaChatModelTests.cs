using CsCheck;
using SynthGen.Core.Tests.Generation.Grammar;
using SynthGen.Generation.Batching;
using SynthGen.Json;
using SynthGen.Models;

namespace SynthGen.Llama.Tests;

[Collection(nameof(Native))]
public sealed class LlamaChatModelTests(ModelFiles files)
{
    private static readonly ChatTurn Instruction = new(ChatRole.System, string.Concat(Enumerable.Repeat("Write queries for the page that follows. ", 20)));
    private static readonly string Schema = """{"type":"object","properties":{"name":{"type":"string","maxLength":30},"size":{"type":"integer","minimum":1,"maximum":99}},"required":["name","size"]}""";

    [Fact]
    public async Task Sixteen_at_a_time_give_what_the_schema_asks_for_and_share_the_instruction()
    {
        using LlamaChatModel model = await LoadAsync(16);
        ChatReply[] replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(number => model.CompleteAsync(Ask(number), CancellationToken.None)));
        Assert.All(replies, reply =>
        {
            Assert.Equal(ChatFinish.Stop, reply.Finish);
            Assert.True(JsonValue.Parse(reply.Text) is IReadOnlyDictionary<string, object?> { Count: 2 } row && row["size"] is >= 1L and <= 99L, reply.Text);
            Assert.Equal("mistral.gguf", reply.Model);
        });

        // Every token of the instruction once, every other token of a conversation once, every token of a reply except the last.
        int shared = replies[0].CachedTokens!.Value;
        Assert.True(shared > 300);
        Assert.Equal(shared, model.InstructionTokens);
        Assert.Equal(
            shared + replies.Sum(reply => (long)reply.InputTokens!.Value - reply.CachedTokens!.Value + reply.OutputTokens!.Value), model.EvaluatedTokens);
    }

    [Fact]
    public async Task The_same_pages_give_the_same_replies_whatever_the_timing()
    {
        (string[] Replies, long Steps) first = await RunAsync(new Random(1)), second = await RunAsync(new Random(2));
        Assert.Equal(first.Replies, second.Replies);
        Assert.True(first.Replies.Distinct().Count() > 12);

        // The same number of steps means that as many were decoded together in each.
        Assert.Equal(first.Steps, second.Steps);

        // Pages come in the same order, five at a time, and each takes another time.
        async Task<(string[], long)> RunAsync(Random random)
        {
            BatchCoordinator coordinator = new(5);
            using LlamaChatModel model = await LoadAsync(5, coordinator);
            SemaphoreSlim places = new(5);
            List<Task<string>> pages = [];
            int[] spins = [.. Enumerable.Range(0, 24).Select(_ => random.Next(200_000))];
            for (int number = 0; number < 24; number++)
            {
                pages.Add(WorkAsync(coordinator.Announce(), places.WaitAsync()));
            }

            coordinator.Close();
            return (await Task.WhenAll(pages), model.Steps);

            async Task<string> WorkAsync(int number, Task turn)
            {
                await turn.ConfigureAwait(false);
                await Task.Yield();
                coordinator.Begin();
                Thread.SpinWait(spins[number]);
                ChatReply reply = await model.CompleteAsync(Ask(number), CancellationToken.None).ConfigureAwait(false);
                Thread.SpinWait(spins[number]);

                // Every third is asked again, as for a repair.
                if (number % 3 == 0)
                    reply = await model.CompleteAsync(Ask(number, reply.Text), CancellationToken.None).ConfigureAwait(false);
                coordinator.Finish(number);
                places.Release();
                return reply.Text;
            }
        }
    }

    [Fact]
    public async Task Another_seed_gives_other_replies()
    {
        using LlamaChatModel model = await LoadAsync(1);
        string one = (await model.CompleteAsync(Ask(1), CancellationToken.None)).Text;
        Assert.Equal(one, (await model.CompleteAsync(Ask(1), CancellationToken.None)).Text);
        Assert.NotEqual(one, (await model.CompleteAsync(Ask(1) with { Sampling = new(Seed: 2) }, CancellationToken.None)).Text);
    }

    [Fact]
    public async Task Every_grammar_that_is_made_loads_and_holds_the_model()
    {
        using LlamaChatModel model = await LoadAsync(8);
        List<object> schemas = [];
        SchemaGenerator.Schema.Sample(schemas.Add, iter: 120, threads: 1);
        await Task.WhenAll(schemas.Select(async schema =>
        {
            string json = JsonValue.ToJson(schema);
            try
            {
                ChatReply reply = await model.CompleteAsync(Ask(3) with { ResponseSchema = json }, CancellationToken.None);
                if (reply.Finish == ChatFinish.Stop)
                    Assert.True(SchemaJudge.Fits(JsonValue.Parse(reply.Text), schema), $"{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(reply.Text))} {reply.Text} does not fit {json}");
            }
            catch (ChatException refused) when (refused.Message.Contains("leaves", StringComparison.Ordinal))
            {
                // Bounds with nothing between them.
            }
        }));
    }

    [Fact]
    public async Task A_cancelled_request_gives_its_place_to_the_next()
    {
        using LlamaChatModel model = await LoadAsync(1);
        using CancellationTokenSource cancel = new();
        Task<ChatReply> endless = model.CompleteAsync(Ask(1) with { ResponseSchema = null }, cancel.Token);
        Task<ChatReply> next = model.CompleteAsync(Ask(2), CancellationToken.None);
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => endless);
        Assert.Equal(ChatFinish.Stop, (await next).Finish);
    }

    [Fact]
    public async Task Disposing_ends_what_is_under_way()
    {
        LlamaChatModel model = await LoadAsync(2);
        Task<ChatReply> one = model.CompleteAsync(Ask(1), CancellationToken.None);
        model.Dispose();
        await model.Disposed;
        await Assert.ThrowsAnyAsync<Exception>(() => one);
    }

    [Fact]
    public async Task Replies_end_at_the_limit()
    {
        using LlamaChatModel model = await LoadAsync(1);
        ChatReply reply = await model.CompleteAsync(
            Ask(1) with { ResponseSchema = """{"type":"string","minLength":200}""", Sampling = new(MaxOutputToken: 40) }, CancellationToken.None);
        Assert.Equal((ChatFinish.Length, 40), (reply.Finish, reply.OutputTokens));
    }

    [Fact]
    public async Task More_pages_than_the_context_holds_wait_for_room()
    {
        // Room for two at a time, of eight that come together.
        LocalModelSettings settings = new(files.Mistral, Instruction, 8) { ReplySize = 200, ContextSize = 1600 };
        using LlamaChatModel model = await ModelFiles.LoadAsync(settings);
        ChatReply[] replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => model.CompleteAsync(Ask(number), CancellationToken.None)));
        Assert.All(replies, reply => Assert.Equal(ChatFinish.Stop, reply.Finish));
    }

    [Fact]
    public async Task A_conversation_that_does_not_begin_with_the_instruction_may_fill_the_context()
    {
        LocalModelSettings settings = new(files.Mistral, Instruction, 2) { ReplySize = 100, ContextSize = 1280 };
        using LlamaChatModel model = await ModelFiles.LoadAsync(settings);
        ChatReply first = await model.CompleteAsync(Ask(1), CancellationToken.None);
        Assert.True(first.CachedTokens > 0);

        // As in a repair: the instruction comes last, and the text before it takes all remaining tokens.
        string page = "The tenant withheld rent.";
        ChatTurn[] Turns(int times) => [Instruction, new(ChatRole.User, string.Concat(Enumerable.Repeat(page, times))), new(ChatRole.Assistant, "{}"), new(ChatRole.User, "Again.")];
        int most = Enumerable.Range(1, 100).Last(times => model.CountTokens(Turns(times)) + 100 <= model.ContextSize);
        ChatReply[] replies = await Task.WhenAll(
            model.CompleteAsync(new ChatRequest(Turns(most), Schema), CancellationToken.None), model.CompleteAsync(Ask(2), CancellationToken.None));
        Assert.Equal([0, first.CachedTokens], replies.Select(reply => reply.CachedTokens));
        Assert.All(replies, reply => Assert.Equal(ChatFinish.Stop, reply.Finish));
    }

    [Fact]
    public async Task Overlong_pages_are_cut_at_a_sentence_or_fail()
    {
        LocalModelSettings settings = new(files.Mistral, Instruction, 1) { ReplySize = 100, ContextSize = 1300 };
        using LlamaChatModel model = await ModelFiles.LoadAsync(settings);
        OcrPage page = new(7, string.Join('\n', Enumerable.Range(1, 60).Select(number => $"The tenant paid the rent of month {number} late.")), "lease.txt");
        ChatTurn[] Turns(OcrPage shown) => [Instruction, new ChatTurn(ChatRole.User, shown.Text)];
        OcrPage? asked = null;
        OverlongPageGenerator cutting = new(new Recorder(shown => asked = shown), model, Turns, OverlongPage.Cut);
        PageOutcome outcome = await cutting.GenerateAsync(page, CancellationToken.None);
        Assert.StartsWith(asked!.Text, page.Text);
        Assert.EndsWith("late.", asked.Text);
        Assert.InRange(model.CountTokens(Turns(asked)), 1100, 1200);
        Assert.Contains($"first {asked.CharCount} of {page.CharCount} characters", outcome.Reason);
        Assert.Equal(asked.CharCount, outcome.Rows[0].Provenance!.ShownCharacters);

        OverlongPageGenerator failing = new(new Recorder(_ => Assert.Fail()), model, Turns, OverlongPage.Fail);
        Assert.Equal(OutcomeStatus.Failed, (await failing.GenerateAsync(page, CancellationToken.None)).Status);
    }

    [Fact]
    public async Task What_cannot_be_used_is_refused_before_the_first_page()
    {
        string text = files.At("text.gguf"), torn = files.At("torn.gguf");
        File.WriteAllText(text, "This is no model, however it is called.");
        File.WriteAllBytes(torn, File.ReadAllBytes(files.Mistral)[..20_000]);
        await RefusedAsync(files.At("none.gguf"), LocalModelError.NotFound, "no file");
        await RefusedAsync(text, LocalModelError.BadFile, "not a GGUF");
        await RefusedAsync(torn, LocalModelError.BadFile, "cut off");
        await RefusedAsync(files.Unknown, LocalModelError.NotSupported, "perceptron9");

        LocalModelSettings settings = new(files.Mistral, Instruction, 1);
        await RefusedWithAsync(settings with { ContextSize = 300 }, LocalModelError.ContextTooSmall, "instruction");
        await RefusedWithAsync(settings with { Concurrency = 255, ReplySize = 30_000_000, ContextSize = int.MaxValue }, LocalModelError.ContextTooSmall, "trained");

        Task RefusedAsync(string path, LocalModelError fault, string words) => RefusedWithAsync(new LocalModelSettings(path, Instruction, 1), fault, words);

        static async Task RefusedWithAsync(LocalModelSettings settings, LocalModelError fault, string words)
        {
            LocalModelException refused = await Assert.ThrowsAsync<LocalModelException>(() => ModelFiles.LoadAsync(settings));
            Assert.Equal(fault, refused.Fault);
            Assert.Contains(words, refused.Message);
        }
    }

    [Theory]
    [InlineData(2048, 1, 2048, null)]
    [InlineData(4096, 1, 2048, "trained for 2048 tokens")]
    [InlineData(3000, 2, 3072, null)]
    [InlineData(8192, 2, 4096, "trained for 2048 tokens")]
    public async Task A_context_above_the_trained_length_is_a_warning(int asked, int concurrency, int most, string? words)
    {
        string path = new TestModel { Context = 2048 }.Save(files.At("short.gguf"));
        using LlamaChatModel model = await ModelFiles.LoadAsync(new LocalModelSettings(path, Instruction, concurrency) { ContextSize = asked, ReplySize = 100 });
        Assert.Equal(words is null, model.Warning is null);
        Assert.Contains(words ?? "", model.Warning ?? "");
        Assert.InRange(model.ContextSize, 1, Math.Min(2048, most));
    }

    [Fact]
    public async Task A_context_that_the_memory_does_not_hold_is_refused()
    {
        string path = new TestModel { Context = int.MaxValue }.Save(files.At("endless.gguf"));
        LocalModelException refused = await Assert.ThrowsAsync<LocalModelException>(
            () => ModelFiles.LoadAsync(new LocalModelSettings(path, Instruction, 1) { ContextSize = int.MaxValue }));
        Assert.Equal(LocalModelError.OutOfMemory, refused.Fault);
        Assert.Contains("GB", refused.Message);
    }

    [Fact]
    public async Task The_model_is_kept_until_it_is_cleared()
    {
        LlamaModelFactory factory = new();
        factory.Clear();
        List<string> log = [];
        LocalModelSettings settings = new(files.Mistral, Instruction, 1) { Log = line => { lock (log) log.Add(line); } };
        LlamaChatModel model = await ModelFiles.LoadAsync(settings);
        Assert.Contains(log, line => line.Contains("llama_model_loader", StringComparison.Ordinal));
        model.Dispose();
        await model.Disposed;
        log.Clear();
        LlamaChatModel again = await ModelFiles.LoadAsync(settings);
        Assert.DoesNotContain(log, line => line.Contains("llama_model_loader", StringComparison.Ordinal));

        // Cleared while in use: freed at the end of the run, and loaded again by the next one.
        Assert.Equal([files.Mistral], factory.Clear());
        Assert.Equal(ChatFinish.Stop, (await again.CompleteAsync(Ask(1), CancellationToken.None)).Finish);
        again.Dispose();
        await again.Disposed;
        Assert.Empty(factory.Clear());
    }

    private static ChatRequest Ask(int number, string? said = null)
    {
        ChatTurn page = new(ChatRole.User, $"The tenant of warehouse {number} withheld rent for {number + 2} months after the transfer switch had failed.");
        ChatTurn[] turns = said is null ? [Instruction, page] : [Instruction, page, new(ChatRole.Assistant, said), new(ChatRole.User, "Once more.")];
        return new ChatRequest(turns, Schema);
    }

    private Task<LlamaChatModel> LoadAsync(int concurrency, BatchCoordinator? coordinator = null) =>
        ModelFiles.LoadAsync(new LocalModelSettings(files.Mistral, Instruction, concurrency) { ReplySize = 400, Coordinator = coordinator });

    private sealed class Recorder(Action<OcrPage> asked) : SynthGen.Generation.IQueryGenerator
    {
        public Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken)
        {
            asked(page);
            return Task.FromResult(PageOutcome.Generated(page, [new SyntheticQuery("q", [], page.Number) { Provenance = new("Llama", "m") }]));
        }

        public void OnQueued(OcrPage page)
        {
        }

        public void Close()
        {
        }

        public PageOutcome Finish(PageOutcome outcome) => outcome;
    }
}
