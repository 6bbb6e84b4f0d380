using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace SynthGen.Conversion;

/// <summary>
/// Reads the values of a record by their names, whatever holds them: a custom object, a dictionary, a deserialized object, a
/// row of a table, a live record. Letter case, underscores, hyphens and blanks in names mean nothing.
/// </summary>
internal sealed class RecordReader
{
    private readonly Dictionary<string, object?> _values = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _names = [];

    private RecordReader()
    {
    }

    /// <summary>The names as the record has them.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Returns a reader; null for what holds no values by name, such as a text or a number.</summary>
    public static RecordReader? Of(object? record)
    {
        object? bare = Bare(record);
        if (bare is null or string or ValueType or Type or FileSystemInfo or (IEnumerable and not IDictionary and not System.Xml.XmlNode))
            return null;

        RecordReader reader = new();
        if (bare is IDictionary map)
        {
            foreach (DictionaryEntry entry in map)
                reader.Add(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, entry.Value);
        }
        else
        {
            foreach (PSPropertyInfo property in PSObject.AsPSObject(record!).Properties)
                reader.Add(property.Name, property);
        }

        return reader;
    }

    /// <summary>Whether there is a value, or null, of one of the names.</summary>
    public bool Has(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (_values.ContainsKey(name))
                return true;
        }

        return false;
    }

    /// <summary>Returns the first value of these names that is not null, without its PSObject unless that holds the value's properties.</summary>
    /// <param name="names">The names, without underscores.</param>
    /// <exception cref="FormatException">The value is computed, and its computation failed.</exception>
    public object? Get(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (_values.TryGetValue(name, out object? value) && Bare(Evaluate(value, name)) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>Returns a text: lists of lines are joined, numbers written as in any culture; null if there is none.</summary>
    /// <exception cref="FormatException">The value is not a text.</exception>
    public string? Text(params ReadOnlySpan<string> names) => Get(names) switch
    {
        null => null,
        string text => text,
        FileSystemInfo file => file.Name,
        DateTime time => throw NotA("text", names, time), // ConvertFrom-Json makes these of texts, and forgets how they were written.
        IEnumerable lines and not IDictionary => lines.Cast<object?>().Select(Bare).ToArray() is var all && all.All(line => line is string) ? string.Join('\n', all) : throw NotA("text", names, lines),
        IConvertible value => value.ToString(CultureInfo.InvariantCulture),
        Uri or Guid => Get(names)!.ToString(),
        var other => throw NotA("text", names, other),
    };

    /// <summary>Returns a text that is not empty; null if there is none.</summary>
    /// <inheritdoc cref="Text"/>
    public string? Name(params ReadOnlySpan<string> names) => Text(names) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>Returns a whole number, also from a text or a fraction such as 5.0; null if there is none.</summary>
    /// <exception cref="FormatException">The value is not a whole number.</exception>
    public long? Whole(params ReadOnlySpan<string> names)
    {
        if (Name(names) is not { } text)
            return null;
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) && number == decimal.Truncate(number) && Math.Abs(number) <= long.MaxValue
            ? (long)number
            : throw NotA("whole number", names, text);
    }

    /// <summary>Returns a number with a fraction, also from a text as Export-Csv writes it in this culture; null if there is none.</summary>
    /// <exception cref="FormatException">The value is not a number.</exception>
    public double? Fraction(params ReadOnlySpan<string> names) =>
        Name(names) is not { } text ? null
        : (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            || double.TryParse(text, NumberStyles.Float, CultureInfo.CurrentCulture, out number)) && double.IsFinite(number) ? number
        : throw NotA("number", names, text);

    /// <summary>Returns the record in a value; null if there is none.</summary>
    /// <exception cref="FormatException">The value is not a record any more.</exception>
    public RecordReader? Record(params ReadOnlySpan<string> names) =>
        Get(names) is not { } value ? null : Of(value) ?? throw CutShort($"its {names[0]}");

    /// <summary>The error of a value of which a serializer left the text alone.</summary>
    public static FormatException CutShort(string what) =>
        new($"{what} is only a text; ConvertTo-Json cuts what is deeper than its -Depth, and Export-Csv all that is nested: use -Depth 20, Export-Clixml or Export-ToolDataset");

    /// <summary>Returns the items of a list, or a single value as a list of one; null if there is none.</summary>
    public IEnumerable<object?>? List(params ReadOnlySpan<string> names) => Get(names) switch
    {
        null => null,
        string text => [text],
        IEnumerable items and not IDictionary => items.Cast<object?>(),
        var one => [one],
    };

    /// <summary>Returns the member of an enumeration, from its name or its number; null if there is none.</summary>
    /// <exception cref="FormatException">There is no such member.</exception>
    public T? Member<T>(params ReadOnlySpan<string> names)
        where T : struct, Enum =>
        Name(names) is not { } text ? null
        : Enum.TryParse(text, ignoreCase: true, out T member) && Enum.IsDefined(member) ? member
        : throw new FormatException($"its {names[0]} '{text}' is not one of {string.Join(", ", Enum.GetNames<T>())}");

    /// <summary>The value itself, without a PSObject around it that has no properties of its own.</summary>
    public static object? Bare(object? value) => value switch
    {
        DBNull => null,
        PSObject { BaseObject: PSCustomObject } custom => custom,
        PSObject { BaseObject: DBNull } => null,
        PSObject wrapped => wrapped.BaseObject,
        _ => value,
    };

    /// <summary>A value by its type, to begin a sentence with: "An Int32".</summary>
    public static string Describe(object? value) =>
        value is null ? "Null" : TypeName(value) is var name && "AEIOU".Contains(name[0], StringComparison.Ordinal) ? $"An {name}" : $"A {name}";

    private static FormatException NotA(string kind, ReadOnlySpan<string> names, object value) =>
        new($"its {names[0]} is {(value is string text ? $"'{text}'" : $"of the type {TypeName(value)}")}, not a {kind}");

    private static string TypeName(object value) => value is PSObject { BaseObject: PSCustomObject } custom
        ? custom.TypeNames[0].StartsWith("System.", StringComparison.Ordinal) ? "custom object" : custom.TypeNames[0]
        : Bare(value)!.GetType().Name;

    private void Add(string name, object? value)
    {
        _names.Add(name);
        _values.TryAdd(name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal), value);
    }

    private static object? Evaluate(object? value, string name)
    {
        try
        {
            return value is PSPropertyInfo property ? property.Value : value;
        }
        catch (GetValueException error)
        {
            throw new FormatException($"its {name} cannot be read: {error.Message}", error);
        }
    }
}
