namespace SynthGen.Quality.Duplicates;

/// <summary>What became of a text.</summary>
/// <param name="Match">The earlier text that it copies; null if it was stored.</param>
/// <param name="IsOfGroup">Whether the two are of one group, so that the copy does not count.</param>
internal readonly record struct CopyDecision(CopyMatch? Match, bool IsOfGroup)
{
    /// <summary>Whether the text is a copy that counts.</summary>
    public bool IsCopy => Match is not null && !IsOfGroup;
}
