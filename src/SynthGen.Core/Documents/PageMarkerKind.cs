namespace SynthGen;

/// <summary>The kinds of page markers that are known by name.</summary>
public enum PageMarkerKind
{
    /// <summary><c>=== PAGE 3 ===</c>, in any case, with any number of signs from two on; also <c>== page iv of x ==</c>.</summary>
    EqualSigns,

    /// <summary><c>--- Page 3 of 10 ---</c> with dashes of any length, and <c>[Page 3]</c>.</summary>
    Dash,

    /// <summary>The form feed with which pdftotext and tesseract end a page; pages are counted from 1.</summary>
    FormFeed,

    /// <summary>The one of the others that a document's first lines hold.</summary>
    Auto,
}
