using System.Text.Json;

namespace SynthGen.Datasets.Formats.Reading;

/// <summary>A turn of a conversation.</summary>
/// <param name="Kind">What it is to a row.</param>
/// <param name="Speaker">Who has the turn, as the format names it.</param>
/// <param name="Json">The turn.</param>
/// <param name="Text">Its text, where every turn of the format has one; otherwise null.</param>
internal readonly record struct Turn(TurnKind Kind, string Speaker, JsonElement Json, string? Text = null);

/// <summary>What a turn is to a row.</summary>
internal enum TurnKind
{
    /// <summary>Something that a row has no place for.</summary>
    Other,

    /// <summary>The system message, if it comes first.</summary>
    System,

    /// <summary>The query.</summary>
    Query,

    /// <summary>The calls that answer the query.</summary>
    Calls,
}
