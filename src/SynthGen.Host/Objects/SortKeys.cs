using System.Globalization;
using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace SynthGen.Host.Objects;

/// <summary>The properties that objects are sorted or grouped by.</summary>
internal sealed class SortKeys
{
    private readonly PSCmdlet _command;
    private readonly List<(PSPropertyExpression Expression, bool? Descending)> _properties;

    private SortKeys(PSCmdlet command, List<(PSPropertyExpression Expression, bool? Descending)> properties)
    {
        _command = command;
        _properties = properties;
    }

    public int Count => _properties.Count;

    /// <summary>Reads the properties; without any, those that the objects' type calls its keys, or else the object itself.</summary>
    public static SortKeys Read(PSCmdlet command, object[]? properties, IReadOnlyList<PSObject> items)
    {
        if (properties is null && items.Count > 0)
            properties = DefaultKeys(items[0]);
        string[] tableKeys = command is SortObjectCommand ? ["Ascending", "Descending"] : [];
        List<(PSPropertyExpression, bool?)> result = [];
        foreach (PropertyArgument argument in PropertyArgument.Read(command, properties, tableKeys))
        {
            IEnumerable<PSPropertyExpression> expressions = argument.Expression.HasWildCardCharacters
                ? items.SelectMany(argument.Expression.ResolveNames)
                    .DistinctBy(expression => expression.ToString(), StringComparer.OrdinalIgnoreCase)
                    .OrderBy(expression => expression.ToString(), StringComparer.OrdinalIgnoreCase)
                : [argument.Expression];
            result.AddRange(expressions.Select(expression => (expression, argument.Descending)));
        }

        return new SortKeys(command, result);
    }

    /// <summary>The values that an object is sorted by.</summary>
    public Entry Evaluate(PSObject item)
    {
        if (_properties.Count == 0)
            return new Entry(item, [new Value(item, true)]);
        Value[] values = new Value[_properties.Count];
        for (int place = 0; place < values.Length; place++)
            values[place] = Evaluate(_properties[place].Expression, item);
        return new Entry(item, values);
    }

    public IComparer<Entry> Comparer(bool descending, bool caseSensitive, CultureInfo culture)
    {
        ObjectComparer comparer = new(caseSensitive, culture);
        bool[] orders = _properties.Count == 0 ? [descending] : [.. _properties.Select(property => property.Descending ?? descending)];
        return Comparer<Entry>.Create((first, second) =>
        {
            for (int place = 0; place < orders.Length; place++)
            {
                int order = Compare(comparer, first.Values[place], second.Values[place], orders[place]);
                if (order != 0)
                    return order;
            }

            return 0;
        });
    }

    private static int Compare(ObjectComparer comparer, Value first, Value second, bool descending)
    {
        // An object that lacks the property comes last, whatever the order.
        if (!first.Exists || !second.Exists)
            return second.Exists.CompareTo(first.Exists);
        int order = comparer.Compare(first.Content, second.Content);
        return descending ? -order : order;
    }

    private static object[]? DefaultKeys(PSObject item) =>
        item.Members["PSStandardMembers"]?.Value is PSMemberSet standard
            && standard.Members["DefaultKeyPropertySet"] is PSPropertySet keys
            ? [.. keys.ReferencedPropertyNames]
            : null;

    private Value Evaluate(PSPropertyExpression expression, PSObject item)
    {
        List<PSPropertyExpressionResult> results = expression.GetValues(item, false, true);
        if (results.Count == 0)
            return new Value(null, false);
        if (results[0].Exception is { } error)
            _command.WriteError(new ErrorRecord(error, "ExpressionEvaluation", ErrorCategory.InvalidResult, item));
        return new Value(results[0].Result, true);
    }

    internal sealed record Entry(PSObject Item, Value[] Values);

    internal readonly record struct Value(object? Content, bool Exists);
}
