using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using SynthGen.Json;

namespace SynthGen;

/// <summary>Turns PowerShell values (hashtables, arrays, custom objects) into plain JSON values.</summary>
internal static class PowerShellJson
{
    /// <summary>The maximum depth of nested objects and lists; a value that contains itself reaches this limit.</summary>
    public const int MaximumDepth = 64;

    /// <summary>Converts a value. Keys of a Hashtable, which has no order, are sorted, so that the same input gives the same bytes; what derives from it, as that of ConvertFrom-Json -AsHashtable, may have one.</summary>
    /// <exception cref="FormatException">The value cannot be written as JSON; the message says where and why.</exception>
    public static object? From(object? value) => From(value, "$", 0);

    private static object? From(object? value, string path, int depth)
    {
        if (depth > MaximumDepth)
            throw new FormatException($"it is more than {MaximumDepth} levels deep, or holds itself");

        if (value is PSObject { BaseObject: PSCustomObject } custom)
            return Map(custom.Properties.Where(property => property.IsGettable).Select(property => (property.Name, (object?)property.Value)), path, depth);

        object? bare = value is PSObject wrapper ? wrapper.BaseObject : value;
        switch (bare)
        {
            case null: return null;
            case string text: return text;
            case bool flag: return flag;
            case SwitchParameter flag: return flag.IsPresent;
            case Enum name: return name.ToString();
            case long or decimal or JsonNumber: return bare;
            case sbyte or byte or short or ushort or int or uint: return Convert.ToInt64(bare, CultureInfo.InvariantCulture);
            case ulong number: return number <= long.MaxValue ? (long)number : (decimal)number;
            case float number when float.IsFinite(number): return double.Parse(number.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            case double number when double.IsFinite(number): return number;
            case BigInteger number: return new JsonNumber(number.ToString(CultureInfo.InvariantCulture));
            case char or Uri or Guid: return bare.ToString();
            case DateTime time: return time.ToString("o", CultureInfo.InvariantCulture);
            case DateTimeOffset time: return time.ToString("o", CultureInfo.InvariantCulture);
            case IReadOnlyDictionary<string, object?> map: return Map(map.Select(member => (member.Key, member.Value)), path, depth);
            case IDictionary map:
                IEnumerable<(string Name, object? Value)> members =
                    map.Cast<DictionaryEntry>().Select(entry => (Name: Key(entry.Key, path), entry.Value));
                return Map(map.GetType() == typeof(Hashtable) ? members.OrderBy(member => member.Name, StringComparer.Ordinal) : members, path, depth);
            case IEnumerable items:
                List<object?> list = [];
                foreach (object? item in items)
                    list.Add(From(item, $"{path}[{list.Count}]", depth + 1));
                return list.AsReadOnly();
            case var other:
                throw new FormatException($"{path} is a {other.GetType().Name}, which has no form in JSON");
        }
    }

    private static JsonMap Map(IEnumerable<(string Name, object? Value)> members, string path, int depth)
    {
        OrderedDictionary<string, object?> map = [];
        foreach ((string name, object? value) in members)
            map[name] = From(value, $"{path}.{name}", depth + 1);

        return new JsonMap(map);
    }

    private static string Key(object key, string path) => key switch
    {
        string name => name,
        int or long => Convert.ToString(key, CultureInfo.InvariantCulture)!,
        _ => throw new FormatException($"{path} has a key that is a {key.GetType().Name}, not a string"),
    };
}
