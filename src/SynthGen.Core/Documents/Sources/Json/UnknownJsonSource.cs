using SynthGen.Files;

namespace SynthGen.Documents.Sources.Json;

/// <summary>JSON whose beginning shows no format: images of many megabytes may stand before the names that do.</summary>
/// <param name="formats">The formats of JSON.</param>
internal sealed class UnknownJsonSource(IReadOnlyList<JsonSource> formats) : DocumentSource("Json", "JSON of any format that is known")
{
    private const int MaxLength = 1 << 28;

    /// <inheritdoc/>
    public override bool Recognizes(SourceBeginning beginning) => beginning.Json is not null;

    /// <inheritdoc/>
    public override IEnumerable<SourcePage> Read(Stream stream, SourceContext context)
    {
        PeekedStream document = new(stream, SourceBeginning.MaxLength);
        for (int length = SourceBeginning.MaxLength; ; length *= 8)
        {
            SourceBeginning beginning = new(document.Beginning.ToArray(), document.IsAll);
            if (formats.FirstOrDefault(format => format.Recognizes(beginning)) is { } format)
                return format.Read(document, context);
            if (document.IsAll || length >= MaxLength)
                throw Unknown();
            document = new PeekedStream(document, length * 8);
        }
    }

    private SourceException Unknown() => new(
        $"The document is JSON, and not of a format that is known here: {string.Join(", ", formats.Select(format => format.Name))}.",
        "Make pages of its objects, as in Get-Content pages.json | ConvertFrom-Json | New-SyntheticQuery; docs/pages.md says which names count, under 'Pages from elsewhere'. -InputFormat names a format that is not recognised.");
}
