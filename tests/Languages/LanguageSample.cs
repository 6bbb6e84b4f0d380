using System.Text;

namespace SynthGen.Languages;

/// <summary>A page of prose written for the tests, and words as they stand in it.</summary>
/// <param name="Language">The language's code, which is the name of the file.</param>
/// <param name="Text">The page, in Unicode's form C.</param>
/// <param name="Words">Five words of it.</param>
internal sealed record LanguageSample(string Language, string Text, IReadOnlyList<string> Words)
{
    /// <summary>Whether words are kept apart by spaces.</summary>
    public bool IsSpaced => Language is not ("zh" or "ja" or "th");

    public static IReadOnlyList<LanguageSample> All { get; } =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Languages"), "*.txt").Order(StringComparer.Ordinal).Select(Read)];

    public static TheoryData<string> Codes { get; } = [.. All.Select(sample => sample.Language)];

    public static LanguageSample Of(string language) => All.Single(sample => sample.Language == language);

    // The first line has the words: "# word | word".
    private static LanguageSample Read(string path)
    {
        string[] parts = File.ReadAllText(path).Normalize(NormalizationForm.FormC).Split('\n', 2);
        return new LanguageSample(Path.GetFileNameWithoutExtension(path), parts[1].TrimEnd(), [.. parts[0].TrimStart('#').Split('|').Select(word => word.Trim())]);
    }
}
