namespace SynthGen.Tools;

/// <summary>
/// The commonest schema of a tool: an object whose members are texts, whole numbers, numbers or flags, with nothing else asked of
/// them than that they are there, or that a text is not empty. It tells at once that arguments fit.
/// </summary>
internal sealed class PlainSchema
{
    private static readonly Func<object?, bool> IsText = value => value is string;
    private static readonly Func<object?, bool> IsFilledText = value => value is string { Length: > 0 };
    private static readonly Func<object?, bool> IsFlag = value => value is bool;
    private static readonly Func<object?, bool> IsWholeNumber = value => value is long or int;

    private readonly Dictionary<string, Func<object?, bool>> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _required = new(StringComparer.Ordinal);
    private bool _isOpen = true;

    private PlainSchema()
    {
    }

    /// <summary>Reads a schema; null if it is not plain.</summary>
    public static PlainSchema? Of(IReadOnlyDictionary<string, object?> schema)
    {
        PlainSchema plain = new();
        return schema.GetValueOrDefault("type") is "object" && schema.All(plain.Take) && plain._required.IsSubsetOf(plain._members.Keys) ? plain : null;
    }

    /// <summary>Whether arguments fit for certain.</summary>
    public bool Fits(IReadOnlyDictionary<string, object?> arguments)
    {
        int required = 0;
        foreach ((string name, object? value) in arguments)
        {
            if (_members.TryGetValue(name, out Func<object?, bool>? fits) ? !fits(value) : !_isOpen)
                return false;
            required += _required.Contains(name) ? 1 : 0;
        }

        return required == _required.Count;
    }

    private bool Take(KeyValuePair<string, object?> keyword)
    {
        switch (keyword.Key, keyword.Value)
        {
            case ("type" or "description" or "title", string):
                return true;
            case ("properties", IReadOnlyDictionary<string, object?> members):
                return members.All(member => TryAdd(member.Key, member.Value as IReadOnlyDictionary<string, object?>));
            case ("required", IReadOnlyList<object?> names):
                return names.All(name => name is string member && _required.Add(member));
            case ("additionalProperties", bool isOpen):
                _isOpen = isOpen;
                return true;
            default:
                return false;
        }
    }

    private bool TryAdd(string name, IReadOnlyDictionary<string, object?>? schema)
    {
        if (name.Length == 0 || schema is null)
            return false;

        bool isFilled = false;
        foreach ((string keyword, object? value) in schema)
        {
            if (keyword == "minLength" && value is 0L or 1L)
                isFilled = value is 1L;
            else if (keyword is not ("type" or "description" or "title") || value is not string)
                return false;
        }

        Func<object?, bool>? fits = schema.GetValueOrDefault("type") switch
        {
            "string" => isFilled ? IsFilledText : IsText,
            "boolean" => IsFlag,
            "integer" or "number" => IsWholeNumber,
            _ => null,
        };
        return fits is not null && _members.TryAdd(name, fits);
    }
}
