using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Language;
using System.Numerics;
using System.Reflection;
using System.Text.Json.Serialization;

namespace SynthGen.Host.Json;

/// <summary>Makes of an object what <see cref="JsonText"/> writes: lists, named values and plain values, down to a depth.</summary>
internal sealed class JsonTree(PSCmdlet command, int depth)
{
    private bool _warned;

    public object? Make(object? value) => Make(value, 0);

    private object? Make(object? value, int level)
    {
        PSObject? wrapper = value as PSObject;
        object? bare = wrapper is null ? value : wrapper.BaseObject;
        if (bare is null || bare == DBNull.Value || bare == NullString.Value || bare == AutomationNull.Value)
            return null;
        if (IsPlain(bare))
            return WithNotes(wrapper, PlainEnum(bare), level);
        if (level > depth)
            return CutOff(wrapper, bare, level);

        return bare switch
        {
            IDictionary table => WithNotes(wrapper, Table(table, level), level),
            IEnumerable items => WithNotes(wrapper, items.Cast<object?>().Select(item => Make(item, level + 1)).ToList(), level),
            _ => Members(wrapper, bare, level),
        };
    }

    private static bool IsPlain(object value) =>
        value is string or decimal or DateTime or DateTimeOffset or Guid or Uri or BigInteger or Enum || value.GetType().IsPrimitive;

    /// <summary>JavaScript cannot hold all 64-bit numbers, so enumerations of them are written as text.</summary>
    private static object PlainEnum(object value) =>
        value is Enum member && member.GetTypeCode() is (TypeCode.Int64 or TypeCode.UInt64) ? value.ToString()! : value;

    private object? CutOff(PSObject? wrapper, object bare, int level)
    {
        if (!_warned)
            command.WriteWarning($"The JSON is cut off: the object is deeper than -Depth {depth}.");
        _warned = true;
        bool custom = bare is PSCustomObject;
        object text = LanguagePrimitives.ConvertTo(custom ? wrapper : bare, typeof(string), CultureInfo.InvariantCulture);
        return custom ? text : WithNotes(wrapper, text, level);
    }

    private List<KeyValuePair<string, object?>> Table(IDictionary table, int level)
    {
        List<KeyValuePair<string, object?>> result = [];
        foreach (DictionaryEntry entry in table)
        {
            if (entry.Key is not string name)
            {
                InvalidOperationException error = new($"A key of the {table.GetType().FullName} is no string.");
                command.ThrowTerminatingError(new ErrorRecord(error, "NonStringKeyInDictionary", ErrorCategory.InvalidOperation, table));
                throw error;
            }

            result.Add(new(name, Make(entry.Value, level + 1)));
        }

        return result;
    }

    private List<KeyValuePair<string, object?>> Members(PSObject? wrapper, object bare, int level)
    {
        List<KeyValuePair<string, object?>> result = [];
        Type type = bare.GetType();
        foreach (FieldInfo field in type.GetFields(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!field.IsDefined(typeof(JsonIgnoreAttribute)))
                result.Add(new(field.Name, Make(Read(() => field.GetValue(bare)), level + 1)));
        }

        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && !property.IsDefined(typeof(JsonIgnoreAttribute)))
                result.Add(new(property.Name, Make(Read(() => property.GetValue(bare)), level + 1)));
        }

        if (wrapper is not null)
            Append(result, wrapper.Properties, level);
        return result;
    }

    /// <summary>A wrapped value keeps what was added to it; a plain one then becomes the "value" among it.</summary>
    private object WithNotes(PSObject? wrapper, object value, int level)
    {
        if (wrapper is null || wrapper.BaseObject is string or DateTime)
            return value;
        bool named = value is List<KeyValuePair<string, object?>>;
        List<KeyValuePair<string, object?>> result = named ? (List<KeyValuePair<string, object?>>)value : [new("value", value)];
        Append(result, wrapper.Properties.Where(property => property.MemberType is not (PSMemberTypes.Property or PSMemberTypes.ParameterizedProperty)), level);
        return named || result.Count > 1 ? result : value;
    }

    private void Append(List<KeyValuePair<string, object?>> target, IEnumerable<PSPropertyInfo> properties, int level)
    {
        HashSet<string> known = [.. target.Select(pair => pair.Key)];
        foreach (PSPropertyInfo property in properties)
        {
            if (known.Add(property.Name))
                target.Add(new(property.Name, Make(Read(() => property.Value), level + 1)));
        }
    }

    /// <summary>A property that cannot be read is null in JSON.</summary>
    private static object? Read(Func<object?> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is TargetInvocationException or GetValueException or GetValueInvocationException or NotSupportedException)
        {
            return null;
        }
    }
}
