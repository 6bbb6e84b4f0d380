using System.Text;
using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats.Hermes;

/// <summary>A block of a turn, from its opening tag to its closing one.</summary>
/// <param name="Start">The start of the opening tag.</param>
/// <param name="Inner">The end of the opening tag.</param>
/// <param name="InnerEnd">The start of the closing tag.</param>
/// <param name="End">The end of the closing tag.</param>
internal readonly record struct HermesBlock(int Start, int Inner, int InnerEnd, int End);

/// <summary>Finds blocks of JSON between tags; tags within JSON strings are ignored.</summary>
internal static class HermesBlocks
{
    // A system message speaks of the tag once or twice before the tools come.
    private const int MostOpenings = 100;

    // A string that holds more closing tags than that is none.
    private const int MostClosings = 1000;

    /// <summary>Returns the &lt;tools&gt; block that holds JSON, because running text mentions the tags too.</summary>
    public static HermesBlock? FindTools(string text)
    {
        int tries = 0;
        for (int from = 0; tries++ < MostOpenings && Find(text, from, "<tools>", "</tools>") is { } block; from = block.Start + 1)
        {
            ReadOnlySpan<char> inner = text.AsSpan(block.Inner, block.InnerEnd - block.Inner).TrimStart();
            if (inner.Length > 0 && inner[0] is '[' or '{')
                return block;
        }

        return null;
    }

    /// <summary>Returns the next block from an offset; null if there is none.</summary>
    public static HermesBlock? Find(string text, int from, string opening, string closing)
    {
        int start = text.IndexOf(opening, from, StringComparison.Ordinal);
        if (start < 0)
            return null;

        int inner = start + opening.Length;
        int at = inner, first = -1, tries = 0;
        bool inString = false;
        for (int end = text.IndexOf(closing, inner, StringComparison.Ordinal); end >= 0 && tries++ < MostClosings; end = text.IndexOf(closing, end + 1, StringComparison.Ordinal))
        {
            first = first < 0 ? end : first;
            at = Pass(text, at, end, ref inString);
            if (!inString)
                return new HermesBlock(start, inner, end, end + closing.Length);
        }

        // In plain text or Python's notation a quote need not open a string.
        return first < 0 ? null : new HermesBlock(start, inner, first, first + closing.Length);
    }

    /// <summary>How many blocks begin in a text; a tag within a block is none.</summary>
    public static int Count(string text, string opening)
    {
        int count = 0, at = 0;
        string closing = opening.Insert(1, "/");
        bool goesOn = true;
        for (; text.IndexOf(opening, at, StringComparison.Ordinal) is >= 0 and int start; count++)
        {
            // Behind a block that does not end, each search would go to the text's end.
            HermesBlock? block = goesOn ? Find(text, start, opening, closing) : null;
            goesOn = block is not null;
            at = block?.End ?? start + opening.Length;
        }

        return count;
    }

    /// <summary>The values in a block, one after the other: JSON, or one value in Python's notation.</summary>
    /// <exception cref="FormatException">It holds something else.</exception>
    public static List<JsonDocument> ReadValues(string text, HermesBlock block) =>
        TryReadValues(text, block) ?? throw new FormatException($"what stands in {text[block.Start..block.Inner]} is not JSON");

    /// <summary>The values in a block; null if it holds something else.</summary>
    public static List<JsonDocument>? TryReadValues(string text, HermesBlock block)
    {
        string inner = text[block.Inner..block.InnerEnd];
        return ReadJson(inner) ?? ReadJson(PythonLiteral.ToJson(inner));
    }

    /// <summary>Parses a value in JSON or in Python's notation; null if it is neither.</summary>
    public static JsonDocument? Parse(string text)
    {
        List<JsonDocument>? values = ReadJson(text) ?? ReadJson(PythonLiteral.ToJson(text));
        return values is [var only] ? only : null;
    }

    private static List<JsonDocument>? ReadJson(string json)
    {
        List<JsonDocument> values = [];
        Utf8JsonReader reader = new(
            Encoding.UTF8.GetBytes(json),
            new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = JsonLine.MaximumDepth });
        try
        {
            while (reader.Read())
                values.Add(JsonDocument.ParseValue(ref reader));
            return values;
        }
        catch (JsonException)
        {
            values.ForEach(value => value.Dispose());
            return null;
        }
    }

    // Passes JSON up to an end; it may stop behind it, at an escape. Whether that is within a string is known then.
    private static int Pass(string json, int at, int end, ref bool inString)
    {
        for (; at < end; at++)
        {
            if (json[at] == '"')
                inString = !inString;
            else if (json[at] == '\\' && inString)
                at++;
        }

        return at;
    }
}
