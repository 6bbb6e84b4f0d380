using System.Text.Json;

namespace SynthGen.Datasets.Formats.Reading;

/// <summary>A turn of a conversation.</summary>
/// <param name="Kind">The turn's role in a row.</param>
/// <param name="Speaker">The speaker, as the format names it.</param>
/// <param name="Json">The turn.</param>
/// <param name="Text">The text, in formats whose turns all have one; otherwise null.</param>
internal readonly record struct Turn(TurnKind Kind, string Speaker, JsonElement Json, string? Text = null);

/// <summary>The role of a turn in a row.</summary>
internal enum TurnKind
{
    /// <summary>A turn that a row has no place for.</summary>
    Other,

    /// <summary>The system message, if it comes first.</summary>
    System,

    /// <summary>The query.</summary>
    Query,

    /// <summary>The calls that answer the query.</summary>
    Calls,
}
