using System.Text;
using System.Xml;
using System.Xml.Linq;
using SynthGen.Pictures.Charts;

namespace SynthGen.Reports;

/// <summary>
/// Builds pages as elements, whose writer escapes every text, so that nothing from a row becomes markup. What it writes is HTML and
/// well-formed XML at once.
/// </summary>
internal static class Html
{
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";
    private static readonly HashSet<string> Void = ["meta", "br", "hr", "link", "img", "col"];

    /// <summary>Returns an element; strings are text, null is nothing.</summary>
    public static XElement Of(string name, params IEnumerable<object?> content) => new(Xhtml + name, content.Select(Content));

    /// <summary>Returns an element of a class.</summary>
    public static XElement OfClass(string name, string style, params IEnumerable<object?> content) => Of(name, [Attribute("class", style), .. content]);

    /// <summary>Returns an attribute.</summary>
    public static XAttribute Attribute(string name, string value) => new(name, MarkupText.Of(value));

    /// <summary>Returns a section with a heading, to which the page's contents lead.</summary>
    public static XElement Section(string id, string title, params IEnumerable<object?> content) =>
        Of("section", [Attribute("id", id), Of("h2", title), .. content]);

    /// <summary>Returns a table; the first value of a row is its heading. On a small screen it scrolls, with the keyboard too.</summary>
    public static XElement Table(IReadOnlyList<string> head, IEnumerable<IReadOnlyList<object?>> rows) => OfClass("div", "wide",
        Attribute("tabindex", "0"), Attribute("role", "group"), Attribute("aria-label", $"Table: {string.Join(", ", head)}"),
        Of("table",
            Of("thead", Of("tr", head.Select(name => Of("th", Attribute("scope", "col"), name)))),
            Of("tbody", rows.Select(row => Of("tr", [Of("th", Attribute("scope", "row"), row[0]), .. row.Skip(1).Select(value => Of("td", value))])))));

    /// <summary>Writes a page, UTF-8.</summary>
    public static byte[] Write(XElement page)
    {
        // In HTML an element without content still ends by its end tag, unless it is void.
        foreach (XElement element in page.DescendantsAndSelf().Where(element => element.Name.Namespace == Xhtml && element.IsEmpty && !Void.Contains(element.Name.LocalName)))
            element.Add("");

        using MemoryStream bytes = new();
        bytes.Write("<!DOCTYPE html>\n"u8);
        using (XmlWriter writer = XmlWriter.Create(bytes, new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.None }))
            page.Save(writer);
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private static object? Content(object? value) => value switch
    {
        string text => new XText(MarkupText.Lines(text)),
        IEnumerable<XElement> elements => elements,
        _ => value,
    };
}
