using System.Management.Automation;
using SynthGen.TestServer;
using SynthGen.TestServer.Faults;

namespace SynthGen.Tests;

/// <summary>A run against services as they are, case by case of <see cref="ServiceBehavior"/>.</summary>
public sealed class ServiceBehaviorTests : IAsyncLifetime
{
    private readonly ModelSession _session = new();
    private ModelServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await ModelServer.StartAsync();
        _session.Use(_server, "test-key-0123456789abcdef");
    }

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public void A_refusal_of_a_page_fails_it_and_the_next_goes_on(string backend)
    {
        ServiceBehavior[] cases = Cases(backend, BehaviorMeaning.Page);
        ScriptedFaultPlan plan = new();
        for (int i = 0; i < cases.Length; i++)
            plan.Containing($"warehouse {2 * i + 1} ", cases[i]);
        _server.Faults = plan;

        // One at a time: the first page is refused before any is answered.
        ModuleSession.Result result = _session.Generate(ModelSession.Pages(2 * cases.Length), backend, "-ThrottleLimit 1");

        Assert.Equal(cases.Select((one, i) => (2 * i + 1, one.Name)), _session.Summary.Failures.Select(outcome => (outcome.Page, cases[outcome.Page / 2].Name)));
        Assert.All(_session.Summary.Failures, outcome => Assert.DoesNotContain("gave no reply", outcome.Reason));
        Assert.Equal((cases.Length, 0), (_session.Summary.Generated, _session.Summary.Pending));
        Assert.All(result.Errors, error => Assert.StartsWith("PageFailed,", error.FullyQualifiedErrorId));
        Assert.Equal(2 * cases.Length, _server.Log.Count);
    }

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public void An_unexplained_refusal_is_the_pages_for_good_while_the_server_answers_others(string backend)
    {
        foreach (ServiceBehavior behavior in Cases(backend, BehaviorMeaning.Unexplained))
        {
            // Alone too, as when the journal has all other pages: it must not keep a set incomplete for ever.
            foreach ((int pages, int page) in (ReadOnlySpan<(int, int)>)[(3, 1), (3, 3), (1, 1)])
            {
                ModuleSession.Result result = RunWith(behavior, backend, page, pages);
                PageOutcome outcome = Assert.Single(_session.Summary.Failures);
                Assert.Equal((page, FailureCause.Page), (outcome.Page, outcome.Cause));
                Assert.StartsWith("The server refused this page: ", outcome.Reason);
                Assert.StartsWith("PageFailed,", Assert.Single(result.Errors).FullyQualifiedErrorId);
                Assert.Equal((behavior.Name, true, pages - 1, pages + 1L), (behavior.Name, _session.Summary.IsComplete, _session.Summary.Generated, _server.Log.Count));
            }
        }
    }

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public void An_unexplained_refusal_of_everything_ends_the_run_whenever_it_begins(string backend)
    {
        foreach (ServiceBehavior behavior in Cases(backend, BehaviorMeaning.Unexplained))
        {
            foreach (int page in (int[])[1, 2, 3])
            {
                _server.Reset();
                _server.Faults = Enumerable.Range(1, page - 1).Aggregate(new ScriptedFaultPlan(), (plan, sound) => plan.Containing($"warehouse {sound} ")).EveryAlways(behavior);
                ModuleSession.Result result = _session.Generate(ModelSession.Pages(3), backend, "-ThrottleLimit 1");
                Assert.StartsWith("ServerRefused,", Assert.Single(result.Errors).FullyQualifiedErrorId);
                Assert.Equal(
                    (behavior.Name, page - 1, 0, 3 - page + 1, page + 1L),
                    (behavior.Name, _session.Summary.Generated, _session.Summary.Failed, _session.Summary.Pending, _server.Log.Count));
            }
        }
    }

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public void A_refusal_of_the_run_ends_it_at_once_and_keeps_what_is_done(string backend)
    {
        foreach (ServiceBehavior behavior in Cases(backend, BehaviorMeaning.Run))
        {
            foreach (int page in (int[])[1, 3])
            {
                ModuleSession.Result result = RunWith(behavior, backend, page);
                ErrorRecord error = Assert.Single(result.Errors);
                Assert.StartsWith("ServerRefused,", error.FullyQualifiedErrorId);
                Assert.Contains("are pending", error.ErrorDetails.Message);
                Assert.DoesNotContain("refused the request", error.ErrorDetails.Message);
                Assert.Equal(
                    (behavior.Name, page - 1, 0, (long)page),
                    (behavior.Name, result.Of<SyntheticQuery>().Select(row => row.Page).Distinct().Count(), _session.Summary.Failed, _server.Log.Count));
                Assert.Equal(_session.Summary.Pages - page + 1, _session.Summary.Pending);
            }
        }
    }

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public void A_quota_of_the_day_stops_the_run_cleanly_with_the_time_to_come_back(string backend)
    {
        foreach (ServiceBehavior behavior in Cases(backend, BehaviorMeaning.Day))
        {
            ModuleSession.Result result = RunWith(behavior, backend, 3).Clean();
            Assert.Contains("Come back ", Assert.Single(result.Warnings));
            Assert.Equal((behavior.Name, 2, 0, 6, 3L), (behavior.Name, _session.Summary.Generated, _session.Summary.Failed, _session.Summary.Pending, _server.Log.Count));
        }
    }

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public void A_fault_of_the_moment_is_tried_again(string backend)
    {
        ServiceBehavior[] cases = Each(backend, BehaviorMeaning.Moment);
        _session.Generate(ModelSession.Pages(cases.Length), backend).Clean();

        Assert.Equal((cases.Length, cases.Length), (_session.Summary.Pages, _session.Summary.Generated));
        Assert.Equal(2 * cases.Length, _server.Log.Count);
    }

    [Theory]
    [InlineData("Gemini", "MALFORMED_FUNCTION_CALL", 1)]
    [InlineData("OpenAI", "finish_reason: error", 1)]
    [InlineData("OpenAI", "502 in a choice", 1)]
    [InlineData("OpenAI", "insufficient_system_resource", 0)]
    public void A_reply_that_could_not_be_used_is_counted_and_paid_for(string backend, string name, int retries)
    {
        File.WriteAllText(Path.Combine(_session.Folder, "prices.json"), """{"probe": {"input": 1, "output": 2}}""");
        string arguments = $"-PricePath prices.json -RetryLimit {retries}";
        _session.Generate(ModelSession.Pages(1), backend, arguments).Clean();
        GenerationSummary sound = _session.Summary;
        _server.Reset();
        _server.Faults = new ScriptedFaultPlan().Every(Behavior.Named(name));
        _session.Generate(ModelSession.Pages(1), backend, arguments);

        // Without a retry the page fails, and the one reply that came is paid for.
        Assert.Equal((retries, 1 - retries), (_session.Summary.Generated, _session.Summary.Failed));
        Assert.Equal(
            ((1 + retries) * sound.InputTokens, (1 + retries) * sound.OutputTokens, (1 + retries) * sound.Cost),
            (_session.Summary.InputTokens, _session.Summary.OutputTokens, _session.Summary.Cost));
        Assert.True(sound.Cost > 0);
    }

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public void An_odd_envelope_costs_no_row_and_no_request(string backend)
    {
        int count = Cases(backend, BehaviorMeaning.Sound).Length;
        string undisturbed = Rows(_session.Generate(ModelSession.Pages(count), backend));
        _server.Reset();
        Each(backend, BehaviorMeaning.Sound);

        Assert.Equal(undisturbed, Rows(_session.Generate(ModelSession.Pages(count), backend)));
        Assert.Equal((count, (long)count), (_session.Summary.Generated, _server.Log.Count));
    }

    [Theory]
    [InlineData("Gemini")]
    [InlineData("OpenAI")]
    public void A_prompt_that_was_cut_silently_is_warned_of_once(string backend)
    {
        _server.Faults = new ScriptedFaultPlan().EveryAlways(Behavior.Named("prompt cut"));
        OcrPage[] pages = [.. ModelSession.Pages(3).Select(page => new OcrPage(page.Number, string.Join('\n', Enumerable.Repeat(page.Text, 12)), "lease.txt"))];

        Assert.Contains("OLLAMA_CONTEXT_LENGTH", Assert.Single(_session.Generate(pages, backend).Clean().Warnings));
        _server.Faults = FaultPlan.None;
        Assert.Empty(_session.Generate(pages, backend).Clean().Warnings);
    }

    private static ServiceBehavior[] Cases(string backend, BehaviorMeaning meaning) =>
        [.. ServiceBehavior.All.Where(behavior => behavior.Meaning == meaning && (backend == "Gemini" ? behavior.Gemini : behavior.OpenAI) is not null)];

    private static string Rows(ModuleSession.Result result) =>
        string.Join('\n', result.Clean().Of<SyntheticQuery>().Select(row => $"{row.Page} {row.Id} {row.Query} {row.Evidence}"));

    // Each page meets another case, once.
    private ServiceBehavior[] Each(string backend, BehaviorMeaning meaning)
    {
        ServiceBehavior[] cases = Cases(backend, meaning);
        ScriptedFaultPlan plan = new();
        for (int i = 0; i < cases.Length; i++)
            plan.Containing($"warehouse {i + 1} ", cases[i]);
        _server.Faults = plan;
        return cases;
    }

    private ModuleSession.Result RunWith(ServiceBehavior behavior, string backend, int page, int pages = 8)
    {
        _server.Reset();
        _server.Faults = new ScriptedFaultPlan().Containing($"warehouse {page} ", behavior);
        return _session.Generate(ModelSession.Pages(pages), backend, "-ThrottleLimit 1");
    }
}
