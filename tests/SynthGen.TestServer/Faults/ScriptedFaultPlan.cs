using SynthGen.TestServer.Model;

namespace SynthGen.TestServer.Faults;

/// <summary>A plan by list: the behavior for a page's first attempt, its second, and so on; later attempts have no fault.</summary>
public sealed class ScriptedFaultPlan : FaultPlan
{
    private readonly List<Script> _scripts = [];

    /// <summary>The page of this number, where the prompt names it (<c>&lt;page number="3"&gt;</c>).</summary>
    public ScriptedFaultPlan Page(int number, params Behavior[] behaviors) =>
        Add(page => page.Number == number, behaviors, false);

    /// <summary>The page with this text; white space does not count.</summary>
    public ScriptedFaultPlan Page(string text, params Behavior[] behaviors)
    {
        ulong hash = PageHash.Of(text);
        return Add(page => page.Hash == hash, behaviors, false);
    }

    /// <summary>Pages whose text contains this.</summary>
    public ScriptedFaultPlan Containing(string fragment, params Behavior[] behaviors) =>
        Add(page => page.Text.Contains(fragment, StringComparison.Ordinal), behaviors, false);

    /// <summary>As <see cref="Containing"/>, with the last behavior for ever.</summary>
    public ScriptedFaultPlan ContainingAlways(string fragment, params Behavior[] behaviors) =>
        Add(page => page.Text.Contains(fragment, StringComparison.Ordinal), behaviors, true);

    /// <summary>Every page without an earlier script.</summary>
    public ScriptedFaultPlan Every(params Behavior[] behaviors) => Add(_ => true, behaviors, false);

    /// <summary>As <see cref="Every"/>, with the last behavior for ever.</summary>
    public ScriptedFaultPlan EveryAlways(params Behavior[] behaviors) => Add(_ => true, behaviors, true);

    /// <inheritdoc/>
    public override Behavior For(AskedPage page, int attempt)
    {
        foreach (Script script in _scripts)
        {
            if (!script.IsFor(page))
                continue;
            if (attempt <= script.Behaviors.Length)
                return script.Behaviors[attempt - 1];
            return script.GoesOn && script.Behaviors is [.., Behavior last] ? last : Fault.None;
        }

        return Fault.None;
    }

    private ScriptedFaultPlan Add(Func<AskedPage, bool> isFor, Behavior[] behaviors, bool goesOn)
    {
        _scripts.Add(new Script(isFor, behaviors, goesOn));
        return this;
    }

    private sealed record Script(Func<AskedPage, bool> IsFor, Behavior[] Behaviors, bool GoesOn);
}
