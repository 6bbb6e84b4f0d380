namespace SynthGen.Rows;

/// <summary>A row's page, which does not count when rows are compared: all references are equal.</summary>
/// <param name="page">The page.</param>
internal readonly struct PageReference(OcrPage page) : IEquatable<PageReference>
{
    /// <summary>The page; null if there is none.</summary>
    public OcrPage? Page { get; } = page;

    /// <inheritdoc/>
    public bool Equals(PageReference other) => true;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PageReference;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}
