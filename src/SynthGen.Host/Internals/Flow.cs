using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SynthGen.Host.Internals;

/// <summary>
/// The engine's internal switches for the flow of a pipeline. They have no public counterpart;
/// the engine's package is pinned to one version, and the tests fail should a name be gone from a newer one.
/// </summary>
internal static class Flow
{
    private const BindingFlags Inside = BindingFlags.Instance | BindingFlags.NonPublic;
    private const string Engine = ", System.Management.Automation";

    /// <summary>What a cmdlet throws to end those before it in the pipeline, and them alone.</summary>
    public static Exception StopUpstream(InternalCommand command) => (Exception)NewStopUpstream(command);

    /// <summary>Lets the exit of the next script file reach the host; else it would only set $LASTEXITCODE.</summary>
    public static void LetScriptExit(Runspace runspace)
    {
        EngineIntrinsics engine = (EngineIntrinsics)runspace.SessionStateProxy.GetVariable("ExecutionContext");
        SetScriptsRethrowExit(Context(engine), true);
    }

    /// <summary>An error as it travels in the output when the error stream is merged into it: Out-Default shows it as an error.</summary>
    public static PSObject AsShownError(ErrorRecord error)
    {
        PSObject result = new(error);
        PropertyInfo stream = typeof(PSObject).GetProperty("WriteStream", Inside)!;
        stream.SetValue(result, Enum.Parse(stream.PropertyType, "Error"));
        return result;
    }

    /// <summary>Makes an error point at a line of its caller's choice, not at the cmdlet that writes it.</summary>
    public static void Attribute(ErrorRecord error, InvocationInfo caller)
    {
        SetInvocationInfo(error, caller);
        PreserveInvocationInfoOnce(error, true);
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "SetInvocationInfo")]
    private static extern void SetInvocationInfo(ErrorRecord error, InvocationInfo caller);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_PreserveInvocationInfoOnce")]
    private static extern void PreserveInvocationInfoOnce(ErrorRecord error, bool value);

    /// <summary>Wraps a value so that properties added to the wrapper stay off the value.</summary>
    public static PSObject WrapApart(object value) => AsPSObject(null, value, true);

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "AsPSObject")]
    private static extern PSObject AsPSObject(PSObject? type, object value, bool membersStayLocal);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    [return: UnsafeAccessorType("System.Management.Automation.StopUpstreamCommandsException" + Engine)]
    private static extern object NewStopUpstream(InternalCommand command);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_ScriptCommandProcessorShouldRethrowExit")]
    private static extern void SetScriptsRethrowExit(
        [UnsafeAccessorType("System.Management.Automation.ExecutionContext" + Engine)] object context, bool value);

    private static object Context(EngineIntrinsics engine) =>
        typeof(EngineIntrinsics).GetField("_context", Inside)!.GetValue(engine)!;
}
