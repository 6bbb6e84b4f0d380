using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes an object of a .NET type.</summary>
[Cmdlet(VerbsCommon.New, "Object")]
public sealed class NewObjectCommand : PSCmdlet
{
    /// <summary>The type's name.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string TypeName { get; set; } = "";

    /// <summary>Arguments for the constructor.</summary>
    [Parameter(Position = 1)]
    [Alias("Args")]
    public object[]? ArgumentList { get; set; }

    /// <summary>Properties to set.</summary>
    [Parameter]
    public IDictionary? Property { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!LanguagePrimitives.TryConvertTo(TypeName, out Type type))
            Fail(new PSArgumentException($"There is no type '{TypeName}'; is its assembly loaded?", nameof(TypeName)), "TypeNotFound", ErrorCategory.InvalidType);
        bool bare = ArgumentList is not { Length: > 0 };
        if (bare && type == typeof(PSObject))
            WriteObject(Fill(new PSObject()));
        else if (bare && type.IsValueType)
            WriteObject(Fill(PSObject.AsPSObject(Activator.CreateInstance(type)!)));
        else if (type.GetConstructors().Length == 0 || (bare && type.GetConstructor(Type.EmptyTypes) is null))
            Fail(new PSArgumentException($"'{TypeName}' has no constructor for these arguments.", nameof(TypeName)), "CannotFindAppropriateCtor", ErrorCategory.ObjectNotFound);
        else
            WriteObject(Fill(Construct(type)));
    }

    private PSObject Construct(Type type)
    {
        try
        {
            // The engine's own choice among the constructors, with its conversions.
            return ScriptBlock.Create("param($Type, $Arguments) , $Type::new.Invoke($Arguments)").Invoke(type, ArgumentList ?? [])[0];
        }
        catch (RuntimeException error)
        {
            Fail(error, "ConstructorInvokedThrowException", ErrorCategory.InvalidOperation);
            throw;
        }
    }

    private PSObject Fill(PSObject result)
    {
        foreach (DictionaryEntry entry in Property ?? new Hashtable())
        {
            string name = $"{entry.Key}";
            if (result.BaseObject is PSCustomObject && result.Properties[name] is null)
            {
                result.Properties.Add(new PSNoteProperty(name, entry.Value));
                continue;
            }

            PSPropertyInfo? property = result.Properties[name];
            if (property is null)
                Fail(new InvalidOperationException($"'{TypeName}' has no property '{name}'."), "InvalidOperationException", ErrorCategory.InvalidOperation);
            try
            {
                property!.Value = entry.Value;
            }
            catch (SetValueException error)
            {
                Fail(error, "SetValueException", ErrorCategory.InvalidData);
            }
        }

        return result;
    }

    private void Fail(Exception error, string id, ErrorCategory category) => ThrowTerminatingError(new ErrorRecord(error, id, category, null));
}
