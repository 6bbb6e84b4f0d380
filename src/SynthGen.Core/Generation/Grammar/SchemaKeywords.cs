using System.Collections;
using SynthGen.Json;

namespace SynthGen.Generation.Grammar;

/// <summary>The keywords of one schema; unknown keywords are rejected by name.</summary>
internal sealed class SchemaKeywords
{
    private static readonly HashSet<string> Annotations =
    [
        "$schema", "$id", "$comment", "title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly", "strict",
    ];

    private const long FarAway = 1_000_000_000_000_000_000;

    private readonly IReadOnlyDictionary<string, object?> _members;

    private SchemaKeywords(IReadOnlyDictionary<string, object?> members, string path)
    {
        _members = members;
        Path = path;
    }

    /// <summary>The schema's place, as a JSON Pointer.</summary>
    public string Path { get; }

    /// <summary>Reads a value as a schema.</summary>
    public static SchemaKeywords Of(object? schema, string path) => schema is IReadOnlyDictionary<string, object?> members
        ? new SchemaKeywords(members, path)
        : throw new SchemaNotSupportedException(JsonValue.ToJson(schema), path, "a schema must be an object here.");

    /// <summary>Returns a keyword's value; null if it is missing.</summary>
    public object? this[string keyword] => _members.GetValueOrDefault(keyword);

    /// <summary>Whether a keyword is there.</summary>
    public bool Has(string keyword) => _members.ContainsKey(keyword);

    /// <summary>Rejects all keywords other than these.</summary>
    public void Allow(params ReadOnlySpan<string> keywords)
    {
        foreach (string keyword in _members.Keys)
        {
            if (!Annotations.Contains(keyword) && !keywords.Contains(keyword))
                throw Refuse(keyword, "is outside of what a grammar is made for here.");
        }
    }

    /// <summary>Returns the allowed types; null if none is named.</summary>
    public IReadOnlyList<string>? Types() => this["type"] switch
    {
        null => null,
        string type => [type],
        IEnumerable types => [.. types.Cast<object?>().Select(type => type as string ?? throw Refuse("type", "must name types."))],
        _ => throw Refuse("type", "must name types."),
    };

    /// <summary>Returns the elements of a list.</summary>
    public IReadOnlyList<object?> List(string keyword) => this[keyword] switch
    {
        string or IReadOnlyDictionary<string, object?> => throw Refuse(keyword, "must be a list."),
        IEnumerable items => [.. items.Cast<object?>()],
        _ => throw Refuse(keyword, "must be a list."),
    };

    /// <summary>Returns a keyword that is a count.</summary>
    public int Count(string keyword, int missing) => !Has(keyword) ? missing : this[keyword] switch
    {
        long count and >= 0 => (int)Math.Min(count, int.MaxValue),
        int count and >= 0 => count,
        _ => throw Refuse(keyword, "must be a whole number from 0."),
    };

    /// <summary>Returns a bound, limited to the largest number of a grammar; null if there is none.</summary>
    public decimal? Bound(string keyword) => this[keyword] switch
    {
        null when !Has(keyword) => null,
        long number => Math.Clamp(number, -FarAway, FarAway),
        int number => number,
        decimal number => Math.Clamp(number, -FarAway, FarAway),
        double number when Math.Abs(number) <= FarAway => (decimal)number,
        double number => Math.Sign(number) * FarAway,
        JsonNumber number when double.Parse(number.Text, System.Globalization.CultureInfo.InvariantCulture) is var near =>
            Math.Abs(near) <= FarAway ? decimal.Parse(number.Text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture) : Math.Sign(near) * FarAway,
        _ => throw Refuse(keyword, "must be a number."),
    };

    /// <summary>Creates the exception for a keyword that cannot be supported.</summary>
    public SchemaNotSupportedException Refuse(string keyword, string reason) => new(keyword, Path, reason);

    /// <summary>Returns the place of a part of the schema.</summary>
    public string At(params ReadOnlySpan<string> names)
    {
        string path = Path;
        foreach (string name in names)
            path += "/" + name.Replace("~", "~0").Replace("/", "~1");
        return path;
    }
}
