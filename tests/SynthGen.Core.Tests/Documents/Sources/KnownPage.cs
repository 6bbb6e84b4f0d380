namespace SynthGen.Core.Tests.Documents.Sources;

/// <summary>A page whose text is known: paragraphs of lines.</summary>
internal sealed record KnownPage(string[][] Paragraphs)
{
    public IEnumerable<string> Lines => Paragraphs.SelectMany(lines => lines);

    public string Text => string.Join("\n\n", Paragraphs.Select(lines => string.Join('\n', lines)));
}
