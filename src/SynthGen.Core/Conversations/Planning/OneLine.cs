namespace SynthGen.Conversations.Planning;

/// <summary>Writes a passage as results show it.</summary>
internal static class OneLine
{
    /// <summary>Returns a text with single blanks between its words.</summary>
    public static string Of(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
