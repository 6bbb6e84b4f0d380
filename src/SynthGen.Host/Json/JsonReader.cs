using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SynthGen.Host.Json;

/// <summary>Makes objects of JSON as ConvertFrom-Json gives them.</summary>
internal sealed partial class JsonReader(PSCmdlet command, bool asHashtable)
{
    private static readonly string[] _dates = ["yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm:ssK"];

    /// <summary>Reads one JSON text; none at all is null.</summary>
    /// <exception cref="ArgumentException">It is no JSON, or nested too deep.</exception>
    public object? Read(string json, int depth)
    {
        if (string.IsNullOrWhiteSpace(json))
            return null;
        try
        {
            JsonDocumentOptions options = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = depth };
            using JsonDocument document = JsonDocument.Parse(json, options);
            return Value(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new ArgumentException($"This is no JSON that can be read: {error.Message}", error);
        }
    }

    private object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => asHashtable ? Table(element) : Custom(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Value).ToArray(),
        JsonValueKind.String => Text(element.GetString()!),
        JsonValueKind.Number => Number(element.GetRawText()),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private OrderedHashtable Table(JsonElement element)
    {
        OrderedHashtable result = [];
        foreach (JsonProperty property in element.EnumerateObject())
            result[property.Name] = Value(property.Value);
        return result;
    }

    private PSObject Custom(JsonElement element)
    {
        // Of a name that is there twice the last value counts; an object cannot have names that differ in case alone.
        Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
        PSObject result = new();
        foreach (JsonProperty property in element.EnumerateObject())
        {
            if (property.Name.Length == 0)
                Refuse("EmptyKeyInJsonString", "A name in the JSON is empty; -AsHashtable can hold that.");
            if (!names.TryAdd(property.Name, property.Name) && names[property.Name] != property.Name)
                Refuse("KeysWithDifferentCasingInJsonString", $"The names '{names[property.Name]}' and '{property.Name}' differ in case alone; -AsHashtable can hold that.");
            if (result.Properties[property.Name] is { } known)
                known.Value = Value(property.Value);
            else
                result.Properties.Add(new PSNoteProperty(property.Name, Value(property.Value)));
        }

        return result;
    }

    private static object Number(string digits)
    {
        if (digits.AsSpan().ContainsAny('.', 'e', 'E'))
            return double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        return long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole)
            ? (object)whole
            : BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    /// <summary>A text that is a date and a time by ISO 8601 becomes one.</summary>
    private static object Text(string text) =>
        DateAndTime().IsMatch(text)
            && DateTime.TryParseExact(text, _dates, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime date)
            ? date
            : text;

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)?$", RegexOptions.CultureInvariant)]
    private static partial Regex DateAndTime();

    private void Refuse(string id, string message) =>
        command.ThrowTerminatingError(new ErrorRecord(new InvalidOperationException(message), id, ErrorCategory.InvalidOperation, null));
}
