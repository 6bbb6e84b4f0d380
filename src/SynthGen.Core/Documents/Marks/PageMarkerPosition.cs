namespace SynthGen;

/// <summary>Where a page mark stands: before its page or after it.</summary>
public enum PageMarkerPosition
{
    /// <summary>The mark begins a page; text before the first mark is page 0.</summary>
    Start,

    /// <summary>The mark ends a page; text after the last mark is one more page.</summary>
    End,
}
