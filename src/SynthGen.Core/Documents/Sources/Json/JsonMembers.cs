using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace SynthGen.Documents.Sources.Json;

/// <summary>Reads members of JSON objects, whose names come as camelCase, PascalCase or snake_case, as the libraries of each language write them.</summary>
internal static partial class JsonMembers
{
    private static readonly ConcurrentDictionary<string, byte[][]> Spellings = new();

    /// <summary>Returns a member; null if it is missing or null, or this is not an object.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="name">The member's name in camelCase.</param>
    /// <exception cref="SourceException">A name in the object is not valid Unicode.</exception>
    public static JsonElement? Member(this JsonElement owner, string name)
    {
        if (owner.ValueKind != JsonValueKind.Object)
            return null;

        try
        {
            foreach (byte[] spelling in Spellings.GetOrAdd(name, Spell))
            {
                if (owner.TryGetProperty(spelling, out JsonElement member) && member.ValueKind != JsonValueKind.Null)
                    return member;
            }
        }
        catch (InvalidOperationException error)
        {
            throw new SourceException("A name in the JSON holds half of a surrogate pair.", "Fetch or write it again.", error);
        }

        return null;
    }

    /// <summary>Returns a text; null if it is missing.</summary>
    /// <exception cref="SourceException">It is something else.</exception>
    public static string? Text(this JsonElement owner, string name) => owner.Member(name)?.AsText(name);

    /// <summary>Returns a list's elements; none if it is missing.</summary>
    /// <exception cref="SourceException">It is something else.</exception>
    public static IEnumerable<JsonElement> Items(this JsonElement owner, string name) => owner.Member(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        { } other => throw Unexpected(name, "a list", other),
    };

    /// <summary>Returns a whole number, which may be written as a text; null if it is missing.</summary>
    /// <exception cref="SourceException">It is something else, or beyond 2,147,483,647.</exception>
    public static int? Number(this JsonElement owner, string name) => owner.Member(name)?.AsNumber(name);

    /// <summary>Returns a measure from 0 to 1; null if it is missing.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="whole">The value that stands for 1.</param>
    public static double? Share(this JsonElement owner, string name, double whole = 1) =>
        owner.Member(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out double value) && double.IsFinite(value)
            ? Math.Clamp(value / whole, 0, 1)
            : null;

    /// <summary>Reads a text; half of a surrogate pair becomes U+FFFD.</summary>
    /// <exception cref="SourceException">It is something else, or not in UTF-8.</exception>
    public static string AsText(this JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.String)
            throw Unexpected(name, "a text", value);
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            ReadOnlySpan<byte> bytes = JsonMarshal.GetRawUtf8Value(value);
            if (!Utf8.IsValid(bytes))
                throw new SourceException("The JSON is not in UTF-8.", "Name its encoding, as in -Encoding 1252.");
            string raw = Encoding.UTF8.GetString(bytes);
            using JsonDocument mended = JsonDocument.Parse(Escape().Replace(raw, match => match.Groups["half"].Success ? "\\uFFFD" : match.Value));
            return mended.RootElement.GetString()!;
        }
    }

    /// <summary>Reads a whole number.</summary>
    /// <exception cref="SourceException">It is something else, or beyond 2,147,483,647.</exception>
    public static int AsNumber(this JsonElement value, string name)
    {
        double number = 0;
        bool isNumber = value.ValueKind == JsonValueKind.Number
            ? value.TryGetDouble(out number)
            : value.ValueKind == JsonValueKind.String && double.TryParse(value.AsText(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        return isNumber && number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue ? (int)number : throw Unexpected(name, "a whole number", value);
    }

    /// <summary>The error of a value that does not fit its format.</summary>
    public static SourceException Wrong(string problem) =>
        new($"The JSON is not as its format has it: {problem}.", "Fetch or write it again, or name another format with -InputFormat.");

    private static SourceException Unexpected(string name, string expected, JsonElement value)
    {
        string found = JsonMarshal.GetRawUtf8Value(value) is { Length: <= 40 } raw ? Encoding.UTF8.GetString(raw) : $"a {value.ValueKind.ToString().ToLowerInvariant()}";
        return Wrong($"'{name}' is {found} where {expected} is expected");
    }

    private static byte[][] Spell(string name)
    {
        string pascal = char.ToUpperInvariant(name[0]) + name[1..];
        string snake = Upper().Replace(name, match => $"_{match.Value.ToLowerInvariant()}");
        return [.. new[] { name, pascal, snake }.Distinct().Select(Encoding.UTF8.GetBytes)];
    }

    [GeneratedRegex("[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Upper();

    [GeneratedRegex(@"\\(?:[^u]|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|u)", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();
}
