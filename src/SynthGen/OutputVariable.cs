using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace SynthGen;

/// <summary>
/// A variable of the caller, named as for -OutVariable: NAME, or +NAME to add to what it holds. A scope (global:, script:,
/// local:) can stand before the name.
/// </summary>
internal sealed partial class OutputVariable
{
    // PowerShell sets these itself, or acts on their values.
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "_", "args", "ConsoleFileName", "EnabledExperimentalFeatures", "Error", "Event", "EventArgs", "EventSubscriber", "ExecutionContext", "false", "foreach", "HOME", "Host",
        "input", "IsCoreCLR", "IsLinux", "IsMacOS", "IsWindows", "LASTEXITCODE", "Matches", "MyInvocation", "NestedPromptLevel", "null", "OFS", "OutputEncoding", "PID", "PROFILE",
        "PSBoundParameters", "PSCmdlet", "PSCommandPath", "PSCulture", "PSDebugContext", "PSDefaultParameterValues", "PSEdition", "PSHOME", "PSItem", "PSScriptRoot",
        "PSSenderInfo", "PSStyle", "PSUICulture", "PSVersionTable", "PWD", "Sender", "ShellId", "StackTrace", "switch", "this", "true",
    };

    private readonly bool _adds;

    private OutputVariable(string name, bool adds)
    {
        Name = name;
        _adds = adds;
    }

    /// <summary>The name, with its scope if one was given.</summary>
    public string Name { get; }

    /// <summary>The variable that a parameter names; null if the parameter was not given. Anything else than a name ends the command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="given">Its value.</param>
    /// <param name="canAdd">Whether +NAME is allowed.</param>
    public static OutputVariable? Of(ModuleCmdlet command, string parameter, string? given, bool canAdd = true)
    {
        if (given is null)
            return null;
        bool adds = canAdd && given.StartsWith('+');
        string name = adds ? given[1..] : given;
        Match parts = Parts().Match(name);
        string? problem = !parts.Success ? "is not the name of a variable"
            : IsReserved(parts.Groups["name"].Value) ? "is a variable of PowerShell's own"
            : Find(command, name) is { } there && (there.Options & (ScopedItemOptions.ReadOnly | ScopedItemOptions.Constant)) != 0 ? "is a variable that cannot be changed"
            : null;
        if (problem is not null)
        {
            command.ThrowTerminatingError(Errors.Create(
                "BadVariableName", ErrorCategory.InvalidArgument, given, $"-{parameter} '{given}' {problem}.",
                $"Give a name of letters, digits and _, without $, as in -{parameter} result{(canAdd ? "; +result adds to what is there" : "")}."));
        }

        return new OutputVariable(name, adds);
    }

    /// <summary>What the variable holds; null for nothing.</summary>
    public object? Read(SessionState session) =>
        session.PSVariable.GetValue(Name) is { } value ? value is PSObject wrapped ? wrapped.BaseObject : value : null;

    /// <summary>Empties the variable, unless it is added to.</summary>
    public void Clear(SessionState session)
    {
        if (!_adds)
            session.PSVariable.Set(Name, null);
    }

    /// <summary>Sets the variable to a value, or adds it to an ArrayList of what is there.</summary>
    public void Store(SessionState session, object value)
    {
        if (_adds)
            StoreAll(session, new[] { value });
        else
            session.PSVariable.Set(Name, value);
    }

    /// <summary>Sets the variable to an ArrayList of values, after what is there if it is added to.</summary>
    public void StoreAll(SessionState session, ICollection values)
    {
        ArrayList list = [];
        if (_adds && session.PSVariable.GetValue(Name) is { } earlier)
        {
            if (LanguagePrimitives.GetEnumerable(earlier) is { } items)
            {
                foreach (object? item in items)
                    list.Add(item);
            }
            else
            {
                list.Add(earlier);
            }
        }

        list.AddRange(values);
        session.PSVariable.Set(Name, list);
    }

    private static bool IsReserved(string name) => Reserved.Contains(name) || name.EndsWith("Preference", StringComparison.OrdinalIgnoreCase);

    private static PSVariable? Find(ModuleCmdlet command, string name) => command.SessionState.PSVariable.Get(name);

    [GeneratedRegex(@"^(?:(?:global|script|local):)?(?<name>[\p{L}\p{N}_]+)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
