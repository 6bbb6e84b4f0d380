using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace SynthGen.Host.Internals;

/// <summary>
/// The engine's context of one call to a provider. The public intrinsics throw at the first error, return only when
/// all is done and take neither filters nor a provider's own parameters; with a context, as the original cmdlets
/// use it, output and errors stream into the cmdlet. The engine's package is pinned, and tests guard the names.
/// </summary>
internal sealed class ProviderContext(PSCmdlet command)
{
    internal const string TypeName = "System.Management.Automation.CmdletProviderContext, System.Management.Automation";

    /// <summary>The engine's object, for the calls in <see cref="ProviderCalls"/>.</summary>
    public object Handle { get; } = New(command);

    public bool Force
    {
        init => SetForce(Handle, value);
    }

    /// <summary>Whether a path is taken as it stands, wildcards and all.</summary>
    public bool Literal
    {
        init => SetLiteral(Handle, value);
    }

    /// <summary>Whether output streams into the cmdlet (true unless set).</summary>
    public bool PassThru
    {
        set => SetPassThru(Handle, value);
    }

    /// <summary>The provider's own parameters, as bound.</summary>
    public object? Dynamic
    {
        init => SetDynamic(Handle, value);
    }

    public void Filter(string? filter, string[] include, string[] exclude) =>
        SetFilters(Handle, new Collection<string>(include), new Collection<string>(exclude), filter);

    public void Stop() => StopProcessing(Handle);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType(TypeName)]
    private static extern object New(Cmdlet command);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_Force")]
    private static extern void SetForce([UnsafeAccessorType(TypeName)] object context, SwitchParameter value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_SuppressWildcardExpansion")]
    private static extern void SetLiteral([UnsafeAccessorType(TypeName)] object context, bool value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_PassThru")]
    private static extern void SetPassThru([UnsafeAccessorType(TypeName)] object context, bool value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_DynamicParameters")]
    private static extern void SetDynamic([UnsafeAccessorType(TypeName)] object context, object? value);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SetFilters")]
    private static extern void SetFilters(
        [UnsafeAccessorType(TypeName)] object context, Collection<string> include, Collection<string> exclude, string? filter);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "StopProcessing")]
    private static extern void StopProcessing([UnsafeAccessorType(TypeName)] object context);
}
