using System.Globalization;
using System.Management.Automation;

namespace SynthGen.Host.Objects;

/// <summary>Compares objects as PowerShell's -lt does; those that it cannot compare, by their text.</summary>
internal sealed class ObjectComparer(bool caseSensitive, CultureInfo culture) : IComparer<object?>
{
    public int Compare(object? first, object? second)
    {
        first = first is PSObject wrappedFirst ? wrappedFirst.BaseObject : first;
        second = second is PSObject wrappedSecond ? wrappedSecond.BaseObject : second;
        if (LanguagePrimitives.TryCompare(first, second, !caseSensitive, culture, out int result))
            return result;
        return culture.CompareInfo.Compare(
            Text(first), Text(second), caseSensitive ? CompareOptions.None : CompareOptions.IgnoreCase);
    }

    private static string Text(object? value) => value is null ? "" : PSObject.AsPSObject(value).ToString();
}
