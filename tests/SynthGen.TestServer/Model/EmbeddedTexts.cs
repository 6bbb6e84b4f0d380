namespace SynthGen.TestServer.Model;

/// <summary>Texts to embed, as one page; and their vectors, which count words: texts with the same words are alike.</summary>
internal static class EmbeddedTexts
{
    private const int Dimensions = 64;
    private const char Separator = '\u001F';

    /// <summary>A request to embed texts.</summary>
    public static Ask Ask(string model, IReadOnlyList<string> texts) =>
        new(model, new AskedPage(string.Join(Separator, texts))) { InputTokens = texts.Sum(text => text.Length) / 4 };

    /// <summary>The vectors of its texts.</summary>
    public static IEnumerable<float[]> Vectors(Ask ask) => ask.Page.Text.Split(Separator).Select(Vector);

    private static float[] Vector(string text)
    {
        float[] vector = new float[Dimensions];
        foreach (string word in text.ToLowerInvariant().Split([' ', '\n', '.', ','], StringSplitOptions.RemoveEmptyEntries))
            vector[PageHash.Of(word) % Dimensions]++;
        return vector;
    }
}
