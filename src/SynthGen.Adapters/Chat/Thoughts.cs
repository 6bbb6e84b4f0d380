namespace SynthGen.Adapters.Chat;

/// <summary>A model's thoughts before its answer, if the server leaves them in the text.</summary>
internal static class Thoughts
{
    private static readonly (string Opening, string Closing)[] Marks = [("<think>", "</think>"), ("[THINK]", "[/THINK]")];

    /// <summary>The text after the thoughts that it begins with; empty if they never come to an end.</summary>
    public static string Without(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart();
        foreach ((string opening, string closing) in Marks)
        {
            if (!rest.StartsWith(opening, StringComparison.Ordinal))
                continue;
            int end = rest.IndexOf(closing, StringComparison.Ordinal);
            return end < 0 ? "" : rest[(end + closing.Length)..].TrimStart().ToString();
        }

        return text;
    }
}
