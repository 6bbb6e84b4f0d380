using System.Management.Automation;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>The parameters that choose among the items of a path.</summary>
public abstract class FilteredProviderCommand : ProviderCommand
{
    /// <summary>A filter in the provider's own language; the provider applies it.</summary>
    [Parameter]
    public virtual string? Filter { get; set; }

    /// <summary>Wildcard patterns of the items to take.</summary>
    [Parameter]
    public virtual string[] Include { get; set; } = [];

    /// <summary>Wildcard patterns of the items to leave out.</summary>
    [Parameter]
    public virtual string[] Exclude { get; set; } = [];

    /// <summary>Reaches hidden and read-only items too.</summary>
    [Parameter]
    public virtual SwitchParameter Force { get; set; }

    private protected override ProviderContext NewContext()
    {
        ProviderContext context = Keep(new ProviderContext(this) { Dynamic = Dynamic, Literal = Literal, Force = Force });
        context.Filter(Filter, Include ?? [], Exclude ?? []);
        return context;
    }
}
