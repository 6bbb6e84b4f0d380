using SynthGen.Generation;
using SynthGen.Json;
using SynthGen.Tools;

namespace SynthGen.Core.Tests.Generation;

public sealed class CheckingGeneratorTests
{
    private static readonly OcrPage Page = new(7, "The Tenant shall pay rent.");

    [Fact]
    public async Task A_row_that_proves_itself_passes() =>
        Assert.Equal(OutcomeStatus.Generated, (await Check(Row())).Status);

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_row_with_one_fault_does_not(string because, Func<SyntheticQuery, SyntheticQuery> fault)
    {
        PageOutcome outcome = await Check(fault(Row()));
        Assert.Equal(OutcomeStatus.Failed, outcome.Status);
        Assert.Equal(FailureCause.Page, outcome.Cause);
        Assert.Empty(outcome.Rows);
        Assert.Contains(because, outcome.Reason);
    }

    [Fact]
    public async Task Good_rows_outlive_bad_ones_and_the_bad_are_counted()
    {
        PageOutcome outcome = await Check(Row(), Row() with { Query = " " }, Row() with { Query = "" });
        Assert.Single(outcome.Rows);
        Assert.Contains("2 refused: The query is empty.", outcome.Reason);
    }

    public static TheoryData<string, Func<SyntheticQuery, SyntheticQuery>> Faults => new()
    {
        { "query is empty", row => row with { Query = " \n" } },
        { "calls no tool", row => row with { Tools = [] } },
        { "evidence is not in the page", row => row with { Evidence = null } },
        { "evidence is not in the page", row => row with { Evidence = new Evidence("The Tenant", 1, 10) } },
        { "evidence is not in the page", row => row with { Evidence = new Evidence("The Tenant", 0, 9) } },
        { "evidence is not in the page", row => row with { Evidence = new Evidence("rent. And more", 21, 14) } },
        { "evidence is not in the page", row => row with { Evidence = new Evidence("", 0, 0) } },
        { "tool 'guess' does not exist", row => row with { Tools = [new ToolCall("guess", row.Tools[0].Arguments)] } },
        { "do not fit its schema", row => row with { Tools = [row.Tools[0] with { Arguments = JsonValue.Object(("refused", true)) }] } },
    };

    private static SyntheticQuery Row() =>
        new("Who pays the rent?", [new ToolCall("full_text_search", JsonValue.Object(("query", "rent")))], 7)
        {
            Evidence = Evidence.At(Page, 0, 10),
            AvailableTools = BuiltInTools.All,
        };

    private static Task<PageOutcome> Check(params IReadOnlyList<SyntheticQuery> rows) =>
        new CheckingGenerator(new Fixed(rows), new RowCheck(new RefusesTheWordRefused())).GenerateAsync(Page, CancellationToken.None);

    private sealed class Fixed(IReadOnlyList<SyntheticQuery> rows) : PlainGenerator
    {
        public override Task<PageOutcome> GenerateAsync(OcrPage page, CancellationToken cancellationToken) =>
            Task.FromResult(PageOutcome.Generated(page, rows));
    }

    private sealed class RefusesTheWordRefused : IToolSchemaValidator
    {
        public IReadOnlyList<SchemaProblem> CheckSchema(IReadOnlyDictionary<string, object?> schema) => [];

        public IReadOnlyList<SchemaProblem> CheckArguments(ToolDefinition tool, IReadOnlyDictionary<string, object?> arguments) =>
            arguments.ContainsKey("refused") ? [new SchemaProblem("$.refused", "not allowed")] : [];
    }
}
