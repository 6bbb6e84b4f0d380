using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>A member of an object.</summary>
/// <param name="typeName">The object's type.</param>
/// <param name="name">The member's name.</param>
/// <param name="memberType">What the member is.</param>
/// <param name="definition">How the member is declared.</param>
public sealed class MemberDefinition(string typeName, string name, PSMemberTypes memberType, string definition)
{
    /// <summary>The object's type.</summary>
    public string TypeName { get; } = typeName;

    /// <summary>The member's name.</summary>
    public string Name { get; } = name;

    /// <summary>What the member is.</summary>
    public PSMemberTypes MemberType { get; } = memberType;

    /// <summary>How the member is declared.</summary>
    public string Definition { get; } = definition;

    /// <inheritdoc/>
    public override string ToString() => Definition;
}

/// <summary>Gets the properties and methods of objects, once for each type.</summary>
[Cmdlet(VerbsCommon.Get, "Member")]
[OutputType(typeof(MemberDefinition))]
public sealed class GetMemberCommand : PSCmdlet
{
    private static readonly string[] _accessors = ["get_", "set_", "add_", "remove_", "op_"];
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; } = AutomationNull.Value;

    /// <summary>Names of members; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Which kinds of members.</summary>
    [Parameter]
    [Alias("Type")]
    public PSMemberTypes MemberType { get; set; } = PSMemberTypes.All;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is null || InputObject == AutomationNull.Value)
            return;
        string type = InputObject.TypeNames is [var first, ..] ? first : "<null>";
        if (!_seen.Add(type))
            return;
        foreach (string name in Name)
        {
            IEnumerable<PSMemberInfo> members = InputObject.Members.Match(name, MemberType)
                .Where(member => member is not PSMethod || !Array.Exists(_accessors, prefix => member.Name.StartsWith(prefix, StringComparison.Ordinal)))
                .OrderBy(member => member.MemberType.ToString(), StringComparer.OrdinalIgnoreCase)
                .ThenBy(member => member.Name, StringComparer.OrdinalIgnoreCase);
            foreach (PSMemberInfo member in members)
                WriteObject(new MemberDefinition(type, member.Name, member.MemberType, member.ToString()!));
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_seen.Count == 0)
        {
            WriteError(new ErrorRecord(
                new InvalidOperationException("There is no object whose members could be shown."), "NoObjectInGetMember", ErrorCategory.CloseError, null));
        }
    }
}
