namespace SynthGen;

/// <summary>The kinds of page markers with a name.</summary>
public enum PageMarkerKind
{
    /// <summary><c>=== PAGE 3 ===</c>, in any case, with two or more signs; also <c>== page iv of x ==</c>.</summary>
    EqualSigns,

    /// <summary><c>--- Page 3 of 10 ---</c> with dashes of any length, and <c>[Page 3]</c>.</summary>
    Dash,

    /// <summary>The form feed that ends a page in the output of pdftotext and tesseract; pages count from 1.</summary>
    FormFeed,

    /// <summary>The kind that recurs in the document's beginning.</summary>
    Auto,

    /// <summary><c>[[Page 3]]</c>, <c>**Page 3**</c>, <c>{{page 3}}</c>, <c>*** PAGE 3 ***</c>: any signs on both sides.</summary>
    Signs,

    /// <summary><c>&lt;page number="3"&gt;</c>, <c>&lt;pb n="3"/&gt;</c>, <c>&lt;!-- Page 3 --&gt;</c>.</summary>
    Tag,

    /// <summary><c>{3}</c> and a rule of hyphens, counted from 0, as marker writes it.</summary>
    Braces,

    /// <summary><c>--- end of page=3 ---</c>, as PyMuPDF4LLM writes it; <c>page=</c> counts from 0.</summary>
    EndOfPage,

    /// <summary>EDGAR's <c>&lt;PAGE&gt;</c>, which ends a page; the number may be on the line before it.</summary>
    Edgar,

    /// <summary>
    /// A page break without a number: <c>&lt;!-- page break --&gt;</c> (docling), <c>&lt;!-- PageBreak --&gt;</c> (Azure, which
    /// gives the number in a comment before it), <c>\newpage</c>.
    /// </summary>
    PageBreak,

    /// <summary><c>Page 3 of 10</c>, <c>## Page 3</c>, <c>Seite 3</c>, alone on a line, with numbers that rise.</summary>
    PageLine,

    /// <summary><c>- 3 -</c>, <c>[3]</c>, <c>=== 3 ===</c>: a number between signs, with numbers that rise.</summary>
    Number,

    /// <summary><c>---</c> between every two pages, as LlamaParse writes it.</summary>
    Rule,
}
