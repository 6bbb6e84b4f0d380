using System.Management.Automation;
using SynthGen.Documents;
using SynthGen.Documents.Numbers;

namespace SynthGen.Conversion;

/// <summary>Makes pages of whatever has a text and a number.</summary>
internal static class PageRecords
{
    // The first name is the page's own; docs/pages.md has this table.
    private static readonly string[]
        Text = ["Text", "Content", "PageContent", "PageText", "Body"],
        Number = ["Number", "PageNumber", "PageNum", "PageNo", "Page"],
        Label = ["Label", "PageLabel"],
        Ordinal = ["Ordinal"],
        Confidence = ["Confidence"],
        Source = ["Source", "File", "FileName"],
        Nested = ["Metadata", "Meta"];

    /// <summary>Whether a record has a text, so that it can be a page.</summary>
    public static bool HasText(RecordReader record) => record.Has(Text);

    /// <summary>Makes a page; a live one is returned as it is.</summary>
    /// <exception cref="FormatException">It is not a page; the message says what is missing.</exception>
    public static OcrPage Read(object? value)
    {
        if ((value is PSObject wrapped ? wrapped.BaseObject : value) is OcrPage page)
            return page;

        RecordReader record = RecordReader.Of(value) ?? throw new FormatException("it has no properties");
        RecordReader? nested = RecordReader.Of(record.Get(Nested));
        string text = record.Text(Text) ?? throw Missing("Text", Text);
        string? number = record.Name(Number) ?? nested?.Name(Number), label = record.Name(Label) ?? nested?.Name(Label);
        if (number is null && label is null)
            throw Missing("Number", Number);
        return PageRecord.Create(
            number, text, record.Text(Source) ?? nested?.Text(Source), record.Whole("Line") ?? 1, label,
            record.Whole(Ordinal) ?? nested?.Whole(Ordinal), record.Fraction(Confidence) ?? nested?.Fraction(Confidence));

        FormatException Missing(string name, string[] names) =>
            new($"it has no {name}{(record.Has(names) ? ", which is null" : "")}; it has {(record.Names.Count == 0 ? "nothing" : string.Join(", ", record.Names))}");
    }
}
