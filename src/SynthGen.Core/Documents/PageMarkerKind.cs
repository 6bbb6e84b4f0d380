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

    /// <summary>The kind found in the document's first lines.</summary>
    Auto,
}
