using System.Text.RegularExpressions;
using SynthGen.Documents.Numbers;

namespace SynthGen.Documents.Marks;

/// <summary>
/// Parses the text between a marker's signs: <c>Page 3</c>, <c>PAGE iv of x</c>, <c>page 3/10</c>, <c>Page no. 3</c>,
/// <c>Seite 3</c>, <c>第 3 页</c>.
/// </summary>
internal static partial class MarkerText
{
    // Abbreviations of one letter need their stop.
    private const string Words =
        "page|p a g e|pg|página|pagina|pagină|pág|pag|seite|blatt|folio|fol|folha|leaf|sheet|slide|sida|side|sivu|strana|strona|str|sayfa|halaman|trang|" +
        @"страница|стр|лист|σελίδα|σελ|صفحة|صفحه|pp?(?=\.)|s(?=\.)|f(?=\.)|с(?=\.)";

    private const string Of = "out of|of|von|de|di|sur|da|do|van|av|af|ze?|od|из|από";

    /// <summary>Whether a text begins with a word for page.</summary>
    public static bool BeginsWithWord(ReadOnlySpan<char> text) => WordAlone().IsMatch(text);

    /// <summary>Returns a shape with a number in the place of its "#". Others before the word are signs, as of a heading.</summary>
    public static string Example(string shape, string number)
    {
        int word = 0;
        while (word < shape.Length && !char.IsLetter(shape[word]))
            word++;
        int at = shape.IndexOf('#', word);
        if (at < 0)
            at = shape.LastIndexOf('#');
        return at < 0 ? shape : $"{shape[..at]}{number}{shape[(at + 1)..]}";
    }

    /// <summary>Parses the text of a marker.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PageNumber page) => TryParse(text, out page, out _);

    /// <summary>Parses the text of a marker, and tells its look: the word, and whether the number of pages is behind it.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out PageNumber page, out string look)
    {
        (page, look) = (default, "");
        text = MarkLine.Trim(text);
        if (text.IsEmpty || text.Length > LineMarker.MaxLength)
            return false;

        // Nearly all marks are as plain as this.
        if (text.StartsWith("page ", StringComparison.OrdinalIgnoreCase) && !text[5..].ContainsAnyExceptInRange('0', '9') &&
            PageNumber.TryParse(text[5..], out page))
        {
            look = "page";
            return true;
        }

        string line = text.ToString();
        Match match = Numbered().Match(line);
        if (!match.Success)
            match = NumberBefore().Match(line);
        if (!match.Success || !PageNumber.TryRead(match.Groups["number"].ValueSpan, out page))
            return false;

        // "PAGE3" is a page, "PAGEIV" is a word.
        Group number = match.Groups["number"], word = match.Groups["word"];
        if (number.Index == word.Index + word.Length && char.IsLetter(line[number.Index]))
            return false;

        string what = match.Groups["what"].Value;
        look = word.Value.ToLowerInvariant() + what.ToLowerInvariant() + (match.Groups["total"].Success ? " of" : "");
        return true;
    }

    // A minus sign is not a joint: it must touch the word or stand apart from the number.
    [GeneratedRegex(
        @"\A(?<word>" + Words + @")\.?(?:\s*[:=#№._|]\s*|\s+[-\u2013\u2014]\s+|[-\u2013\u2014]|\s*)" +
        @"(?:(?<what>page_number|number|num|no|nr|n[°ºo]|id|№|#)\.?\s*[:=#]?\s*)?[""'(]?" +
        @"(?<number>[\p{Nd}A-Za-z|](?:[\p{Nd}A-Za-z|,.'\u2010-\u2015-]|\u00A0)*?(?:\s*[-\u2010-\u2015]\s*[0-9]+|\s(?:bis|ter|recto|verso|r|v))?)" +
        @"(?<total>\s*(?:[/|]|[(\[]?\b(?:" + Of + @")\b)\s*(?:\p{Nd}+|[ivxlcdm]+)[)\]]?)?[""')]?[\s.,:;]*\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\A第?\s*(?<number>\p{Nd}+)\s*(?<word>页|頁|ページ|페이지|쪽)(?<total>\s*[/／]?\s*(?:共|全)?\s*\p{Nd}+\s*(?:页|頁|ページ|페이지|쪽))?(?<what>)\z|\A(?<number>[0-9]{1,5})\s*\|\s*(?<word>page|p a g e)(?<total>\b\B)?(?<what>)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NumberBefore();

    [GeneratedRegex(@"\A(?:" + Words + @")(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WordAlone();
}
