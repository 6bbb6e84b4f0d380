using System.Text;
using System.Text.Json;
using SynthGen.Documents.Encodings;
using SynthGen.Json;

namespace SynthGen.Documents.Sources.Json;

/// <summary>
/// The paths of names in the beginning of a JSON text, as in "blocks/*/blocktype": folded like those of
/// <see cref="JsonPaths"/>, with * for the elements of lists. A list of values counts as its values.
/// </summary>
internal sealed class JsonKeys
{
    // Names further inside tell nothing of a format.
    private const int MaxDepth = 7;

    private readonly HashSet<string> _paths;

    private JsonKeys(HashSet<string> paths) => _paths = paths;

    /// <summary>Whether a path is there, as itself or below one of the given roots.</summary>
    public bool Has(string path) => _paths.Contains(path);

    /// <summary>Whether names stand right below a path.</summary>
    public bool HasBelow(string path) => _paths.Any(other => other.StartsWith($"{path}/", StringComparison.Ordinal));

    /// <summary>Finds the names in the first bytes of a document; null if it is not JSON.</summary>
    public static JsonKeys? Find(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> text = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : ByteOrderMark.Detect(bytes) is { } encoding ? Recode(bytes, encoding) : bytes;
        int first = text.IndexOfAnyExcept(" \t\r\n"u8);
        if (first < 0 || text[first] is not ((byte)'{' or (byte)'['))
            return null;

        HashSet<string> paths = [];
        bool isJson = false;
        try
        {
            Utf8JsonReader reader = new(text, isFinalBlock: false, new(new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = JsonLine.MaximumDepth }));
            Walk(ref reader, paths, ref isJson);
        }
        catch (JsonException)
        {
            // What comes before shows the format all the same; reading will say what is wrong. [1] is a footnote in a text.
            isJson = paths.Count > 0;
        }

        return isJson ? new JsonKeys(paths) : null;
    }

    private static void Walk(ref Utf8JsonReader reader, HashSet<string> paths, ref bool isJson)
    {
        // The path of each open object or list; null is a list at the root, whose elements are roots.
        Stack<string?> open = new();
        string? name = null;
        while (reader.Read())
        {
            string? parent = open.Count > 0 ? open.Peek() : null;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.ValueIsEscaped ? "" : Fold(reader.ValueSpan);
                    name = string.IsNullOrEmpty(parent) ? name : $"{parent}/{name}";
                    if (open.Count <= MaxDepth)
                        paths.Add(name);
                    isJson = true;
                    break;
                case JsonTokenType.StartObject:
                    open.Push(name ?? (parent is null ? "" : $"{parent}/*"));
                    name = null;
                    break;
                case JsonTokenType.StartArray:
                    open.Push(name ?? (open.Count == 0 ? null : $"{parent}/*"));
                    name = null;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    isJson = true;
                    break;
                default:
                    isJson |= reader.TokenType == JsonTokenType.String;
                    name = null;
                    break;
            }

            // An element of a list must not be taken for a member of the object around.
            if (reader.TokenType != JsonTokenType.PropertyName)
                name = null;
        }
    }

    private static string Fold(ReadOnlySpan<byte> name) =>
        Encoding.UTF8.GetString(name).Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    private static byte[] Recode(ReadOnlySpan<byte> bytes, Encoding encoding) => Encoding.UTF8.GetBytes(encoding.GetString(bytes).TrimStart('\uFEFF'));
}
