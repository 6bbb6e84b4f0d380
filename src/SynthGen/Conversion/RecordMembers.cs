using System.Collections;
using System.Management.Automation;
using SynthGen.Json;
using SynthGen.Text;

namespace SynthGen.Conversion;

/// <summary>
/// Code properties of SynthGen.Conversion.ps1xml that every record has. They are hidden, so that ConvertTo-Json and
/// Select-Object * leave them out, and no part of what is serialized; and they are compiled, so that views work in
/// Constrained Language Mode.
/// </summary>
public static class RecordMembers
{
    private const int PreviewLength = 200;

    /// <summary>
    /// The properties of a record, live or deserialized, as its views show them: text passed through
    /// <see cref="PrintableText"/>, lists and maps as lists of such text, numbers and names of enumerations as they are.
    /// </summary>
    public static object Shown(PSObject record)
    {
        PSObject shown = new();
        foreach (PSPropertyInfo property in record.Properties)
        {
            object? value = ValueOf(property);
            shown.Properties.Add(new PSNoteProperty(property.Name, Printable(property.Name, value)));
            if (property.Name == nameof(OcrPage.Text) && value is string text)
                shown.Properties.Add(new PSNoteProperty("Preview", Preview(text)));
        }

        return shown;
    }

    /// <summary>A record in a line of text.</summary>
    public static object Summary(PSObject record) => PrintableText.Line(record.ToString());

    /// <summary>The page that a row was generated from; null for a row from a file or another session.</summary>
    public static object? SourcePage(PSObject row) => ((SyntheticQuery)row.BaseObject).GetSourcePage();

    private static object? Printable(string name, object? value) => value switch
    {
        null => null,
        string text => name is nameof(OcrPage.Text) or nameof(PageOutcome.RawReply) ? PrintableText.Lines(text) : PrintableText.Line(text),
        Enum or ValueType => value,
        IReadOnlyDictionary<string, object?> map => map.Select(pair => PrintableText.Line($"{pair.Key}: {pair.Value as string ?? JsonValue.ToJson(pair.Value)}")).ToArray(),
        IReadOnlyDictionary<string, int> counts => counts.Select(pair => PrintableText.Line($"{pair.Key}: {pair.Value}")).ToArray(),
        IDictionary map => map.Cast<DictionaryEntry>().Select(pair => PrintableText.Line($"{pair.Key}: {pair.Value}")).ToArray(),
        IEnumerable list => list.Cast<object?>().Select(item => PrintableText.Line(item?.ToString())).ToArray(),
        _ => PrintableText.Line(value.ToString()),
    };

    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return RecordReader.Bare(property.Value);
        }
        catch (GetValueException)
        {
            // Of an index that was closed, for example.
            return null;
        }
    }

    private static string Preview(string text) =>
        PrintableText.Line(string.Join(' ', text[..Math.Min(PreviewLength, text.Length)].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
