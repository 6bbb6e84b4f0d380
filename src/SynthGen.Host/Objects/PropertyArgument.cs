using System.Collections;
using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace SynthGen.Host.Objects;

/// <summary>One argument of a -Property parameter: a name, a script block, or a table that describes a calculated property.</summary>
internal sealed class PropertyArgument
{
    private PropertyArgument(PSPropertyExpression expression) => Expression = expression;

    public PSPropertyExpression Expression { get; private init; }

    /// <summary>The name that a calculated property gets.</summary>
    public string? Name { get; private set; }

    /// <summary>The order that the table asks for; null if it asks for none.</summary>
    public bool? Descending { get; private set; }

    /// <summary>Reads the arguments; one that is none ends the cmdlet.</summary>
    /// <param name="keys">The keys that a table may have besides Expression: any of Name, Ascending, Descending.</param>
    public static List<PropertyArgument> Read(PSCmdlet command, IEnumerable<object?>? arguments, params string[] keys)
    {
        List<PropertyArgument> result = [];
        foreach (object? argument in arguments ?? [])
        {
            result.Add((argument is PSObject wrapped ? wrapped.BaseObject : argument) switch
            {
                string name => new PropertyArgument(new PSPropertyExpression(name)),
                ScriptBlock script => new PropertyArgument(new PSPropertyExpression(script)),
                PSPropertyExpression expression => new PropertyArgument(expression),
                IDictionary table => FromTable(command, table, keys),
                var other => throw Refuse(
                    command, "DictionaryKeyUnknownType", $"A property is a string, a script block or a hashtable, not {other?.GetType().FullName ?? "null"}."),
            });
        }

        return result;
    }

    private static PropertyArgument FromTable(PSCmdlet command, IDictionary table, string[] keys)
    {
        Dictionary<string, object?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in table)
        {
            if (entry.Key is not string given)
                throw Refuse(command, "DictionaryKeyNonString", "The keys of a calculated property are strings.");
            string key = Expand(given, keys) ?? throw Refuse(command, "DictionaryKeyIllegal", $"A calculated property has no key '{given}' here.");
            if (!values.TryAdd(key, entry.Value is PSObject wrapped ? wrapped.BaseObject : entry.Value))
                throw Refuse(command, "DictionaryKeyDuplicate", $"The key '{given}' repeats '{key}'.");
        }

        PSPropertyExpression expression = values.GetValueOrDefault("Expression") switch
        {
            string { Length: > 0 } name => new PSPropertyExpression(name),
            ScriptBlock script => new PSPropertyExpression(script),
            null => throw Refuse(command, "DictionaryKeyMandatoryEntry", "A calculated property needs the key 'Expression'."),
            var other => throw Refuse(
                command, "DictionaryKeyIllegalValue1", $"The key 'Expression' takes a string or a script block, not {other.GetType().FullName}."),
        };
        PropertyArgument result = new(expression);
        if (values.TryGetValue("Name", out object? label))
        {
            result.Name = label as string
                ?? throw Refuse(command, "DictionaryKeyIllegalValue2", "The key 'Name' takes a string.");
        }

        if (values.TryGetValue("Ascending", out object? ascending))
            result.Descending = !LanguagePrimitives.IsTrue(ascending);
        if (values.TryGetValue("Descending", out object? descending))
            result.Descending = LanguagePrimitives.IsTrue(descending);
        return result;
    }

    /// <summary>A key may be cut short as long as it is clear; Label is another word for Name.</summary>
    private static string? Expand(string given, string[] keys)
    {
        string[] matches = [.. keys.Append("Expression").Where(key =>
            key.StartsWith(given, StringComparison.OrdinalIgnoreCase)
            || (key == "Name" && "Label".StartsWith(given, StringComparison.OrdinalIgnoreCase)))];
        return matches is [var match] && given.Length > 0 ? match : null;
    }

    private static Exception Refuse(PSCmdlet command, string id, string message)
    {
        command.ThrowTerminatingError(new ErrorRecord(new NotSupportedException(message), id, ErrorCategory.InvalidArgument, null));
        return new InvalidOperationException(message);
    }
}
