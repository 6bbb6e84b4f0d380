using System.Collections;
using System.Management.Automation;

namespace SynthGen;

/// <summary>Collects rejected rows for a variable that is named as for -ErrorVariable: NAME, or +NAME to add to it.</summary>
internal sealed class RejectedRows(string name)
{
    private readonly List<SyntheticQuery> _rows = [];

    /// <summary>Keeps a row.</summary>
    public void Add(SyntheticQuery row) => _rows.Add(row);

    /// <summary>Sets the variable to an ArrayList of the rows.</summary>
    public void Store(SessionState session)
    {
        string variable = name.TrimStart('+');
        ArrayList list = [];
        if (name.StartsWith('+') && session.PSVariable.GetValue(variable) is { } earlier)
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

        list.AddRange(_rows);
        session.PSVariable.Set(variable, list);
    }
}
