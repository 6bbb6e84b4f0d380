using System.Globalization;
using SynthGen.Documents.Numbers;

namespace SynthGen.Documents;

/// <summary>Makes a page of the values of a record, such as a row of a CSV file, as the splitter makes one of a document's text.</summary>
public static class PageRecord
{
    /// <summary>Makes a page.</summary>
    /// <param name="number">The number: digits or a roman numeral; null if <paramref name="label"/> has it.</param>
    /// <param name="text">The text, with line ends of any kind; blank lines at its beginning and end are removed.</param>
    /// <param name="source">The name of the document that the page came from; null if unknown.</param>
    /// <param name="line">The line of the source on which the page begins.</param>
    /// <param name="label">The number as printed; null if it is simply the number.</param>
    /// <param name="ordinal">The page's place in its document; null if it is simply the number.</param>
    /// <param name="confidence">The OCR engine's confidence, from 0 to 1, or per cent if it is over 1; null if unknown.</param>
    /// <exception cref="FormatException">There is no number, or a value is out of range; the message says which.</exception>
    public static OcrPage Create(string? number, string text, string? source, long line, string? label, long? ordinal = null, double? confidence = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        PageNumber page = number is not null ? Read(number.Trim()) : ReadLabel(label ?? throw new FormatException("it has no number"));
        if (ordinal is < 0 or > int.MaxValue)
            throw new FormatException($"its ordinal {ordinal} is not a page's place in a document");
        if (confidence is < 0 or > 100)
            throw new FormatException(FormattableString.Invariant($"its confidence {confidence} is neither from 0 to 1 nor per cent"));
        return new OcrPage(page.Value, PageText.Normalize(text), source ?? "", line, label ?? page.Label, (int?)ordinal, confidence > 1 ? confidence / 100 : confidence);
    }

    // Spreadsheets and data frames write whole numbers as 5.0.
    private static PageNumber Read(string number)
    {
        if (decimal.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value))
        {
            return value >= 0 && value <= int.MaxValue && value == decimal.Truncate(value)
                ? new PageNumber((int)value)
                : throw new FormatException($"'{number}' is not the number of a page");
        }

        return PageNumber.TryParse(number, out PageNumber page) ? page : throw new FormatException($"'{number}' is not the number of a page");
    }

    private static PageNumber ReadLabel(string label) =>
        PageNumber.FromLabel(label) is { Value: not PageNumber.Unknown } page ? page : throw new FormatException($"its label '{label}' holds no number");
}
