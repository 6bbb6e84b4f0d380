using SynthGen.Generation;
using SynthGen.Generation.Batching;
using SynthGen.Generation.Journal;
using SynthGen.Generation.Model;
using SynthGen.Generation.Prompts;
using SynthGen.Generation.Refinement;
using SynthGen.Models;
using SynthGen.Models.Batches;
using SynthGen.Models.Pacing;
using SynthGen.Models.Spending;
using SynthGen.Quality.Testing;
using SynthGen.Tools;

namespace SynthGen.Core.Tests;

/// <summary>A decorator that does not forward a call breaks the decorators inside it: each call must reach the innermost.</summary>
public sealed class DelegationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("synthgen-").FullName;
    private readonly List<IDisposable> _opened = [];

    public static TheoryData<Type> Generators => [.. Decorators(typeof(DelegatingGenerator))];

    public static TheoryData<Type> Models => [.. Decorators(typeof(DelegatingChatModel))];

    public void Dispose()
    {
        _opened.ForEach(opened => opened.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Generators))]
    public async Task Every_call_of_a_generator_arrives_at_the_inner_one(Type decorator)
    {
        Recorder inner = new();
        IQueryGenerator generator = CreateGenerator(decorator, inner);
        OcrPage page = new(1, "The tenant pays the rent.");
        generator.OnQueued(page);
        generator.Close();
        PageOutcome outcome = await generator.GenerateAsync(page, CancellationToken.None);
        generator.Finish(outcome);
        Assert.Equal(
            typeof(IQueryGenerator).GetMethods().Select(method => method.Name).Order(StringComparer.Ordinal),
            inner.Calls.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Every_call_of_a_model_arrives_at_the_inner_one(Type decorator)
    {
        Recorder inner = new();
        using (IChatModel model = CreateModel(decorator, inner))
            await model.CompleteAsync(new ChatRequest([new ChatTurn(ChatRole.User, "Hello.")]), CancellationToken.None);
        Assert.Equal([nameof(IChatModel.CompleteAsync), nameof(IDisposable.Dispose)], inner.Calls);
    }

    private static IEnumerable<Type> Decorators(Type @base) =>
        typeof(OcrPage).Assembly.GetTypes().Where(type => type.IsSubclassOf(@base) && !type.IsAbstract);

    private IQueryGenerator CreateGenerator(Type decorator, IQueryGenerator inner)
    {
        PromptWriter prompts = new(PromptSet.BuiltIn, BuiltInTools.All, 3, "legal", "lawyers");
        if (decorator == typeof(CheckingGenerator))
            return new CheckingGenerator(inner, new RowCheck(new NoSchemas()));
        if (decorator == typeof(BatchingGenerator))
            return new BatchingGenerator(inner, new BatchCoordinator(1));
        if (decorator == typeof(ClosingGenerator))
            return new ClosingGenerator(inner, () => { });
        if (decorator == typeof(OverlongPageGenerator))
            return new OverlongPageGenerator(inner, new Recorder(), _ => [], OverlongPage.Cut);
        if (decorator == typeof(ConversationGenerator))
            return new ConversationGenerator(inner, new PageConversation(2, 1000), prompts);
        if (decorator == typeof(RefiningGenerator))
            return new RefiningGenerator(inner, new Recorder(), prompts, new ChatSampling(), new RowTrial(new MemoryPageIndex([])), new RowCheck(new NoSchemas()), 1, null);
        if (decorator == typeof(JournalingGenerator))
        {
            OutcomeJournal journal = OutcomeJournal.Open(Path.Combine(_folder, "run.jsonl"));
            _opened.Add(journal);
            return new JournalingGenerator(inner, journal, new JournalKey("m", "i", "p"), BuiltInTools.All, retryEmpty: false);
        }

        throw new NotSupportedException($"Say here how a {decorator.Name} is created.");
    }

    private IChatModel CreateModel(Type decorator, IChatModel inner)
    {
        if (decorator == typeof(BudgetedChatModel))
            return new BudgetedChatModel(inner, new Budget(null, null, null));
        if (decorator == typeof(CutPromptChatModel))
            return new CutPromptChatModel(inner, _ => { });
        if (decorator == typeof(TimedChatModel))
            return new TimedChatModel(inner, TimeProvider.System);
        if (decorator == typeof(BatchedChatModel))
            return new BatchedChatModel(inner);
        if (decorator == typeof(FallbackChatModel))
            return new FallbackChatModel(inner, new Recorder());
        if (decorator == typeof(RetryingChatModel))
        {
            RequestPace pace = new(new PaceLimits(), TimeProvider.System, () => 0);
            _opened.Add(pace);
            return new RetryingChatModel(inner, pace, 0, TimeProvider.System, () => 0);
        }

        if (decorator == typeof(ControlledChatModel))
        {
            RequestPace pace = new(new PaceLimits(), TimeProvider.System, () => 0);
            _opened.Add(pace);
            return new ControlledChatModel(inner, pace);
        }

        throw new NotSupportedException($"Say here how a {decorator.Name} is created.");
    }

    private sealed class Recorder : IQueryGenerator, ILocalChatModel
    {
        public List<string> Calls { get; } = [];

        public int ContextSize => 1000;

        public int ReplySize => 100;

        public string? Warning => null;

        public int CountTokens(IReadOnlyList<ChatTurn> turns) => 10;

        public Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken)
        {
            Calls.Add(nameof(GenerateAsync));
            return Task.FromResult(PageOutcome.Empty(page, ""));
        }

        public void OnQueued(OcrPage page) => Calls.Add(nameof(OnQueued));

        public void Close() => Calls.Add(nameof(Close));

        public PageOutcome Finish(PageOutcome outcome)
        {
            Calls.Add(nameof(Finish));
            return outcome;
        }

        public Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
        {
            Calls.Add(nameof(CompleteAsync));
            return Task.FromResult(new ChatReply("{}", ChatFinish.Stop, "stop", "m"));
        }

        public void Dispose() => Calls.Add(nameof(Dispose));
    }

    private sealed class NoSchemas : IToolSchemaValidator
    {
        public IReadOnlyList<SchemaProblem> CheckSchema(IReadOnlyDictionary<string, object?> schema) => [];

        public IReadOnlyList<SchemaProblem> CheckArguments(ToolDefinition tool, IReadOnlyDictionary<string, object?> arguments) => [];
    }
}
