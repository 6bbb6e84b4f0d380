using System.Text;
using System.Text.Json;
using SynthGen.Json;
using SynthGen.Rows;

namespace SynthGen.Datasets.Formats.Reading;

/// <summary>Base of the readers of trainers' formats: parses a line and reports errors in it.</summary>
internal abstract class TrainerRowReader : IRowReader
{
    private const int MostUnknownKeys = 20;
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> UnknownKeys => _unknown;

    /// <summary>The tools of the lines read; equal tools share one object.</summary>
    protected SharedTools Tools { get; } = new();

    /// <inheritdoc/>
    public DatasetRow Read(ReadOnlyMemory<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line, JsonLine.Options);
            return ReadRow(JsonElementReader.Object(document.RootElement, "the line"));
        }
        catch (JsonException error)
        {
            int before = (int)Math.Min(error.BytePositionInLine ?? 0, line.Length);
            throw new FormatException($"it is not JSON at column {Encoding.UTF8.GetCharCount(line.Span[..before]) + 1}", error);
        }
        catch (InvalidOperationException error)
        {
            throw new FormatException("a string in it is not valid Unicode", error);
        }
    }

    /// <summary>Reads the object of a line.</summary>
    /// <exception cref="FormatException">The object is not a row.</exception>
    protected abstract DatasetRow ReadRow(JsonElement line);

    /// <summary>Records a key that a row has no place for.</summary>
    protected void PassOver(string what)
    {
        if (_unknown.Count < MostUnknownKeys)
            _unknown.Add(what);
    }

    /// <summary>Records the members of an object other than those named.</summary>
    protected void PassOverOthers(JsonElement element, string prefix, params ReadOnlySpan<string> known)
    {
        foreach (JsonProperty member in element.EnumerateObject())
        {
            bool isKnown = false;
            foreach (string name in known)
                isKnown |= member.NameEquals(name);
            if (!isKnown)
                PassOver(prefix + member.Name);
        }
    }
}
