using System.Globalization;
using System.Text.Json;

namespace SynthGen.Adapters.Chat.Json;

/// <summary>Reads JSON that others wrote. A value that is missing or of another kind is null or empty, never an exception.</summary>
internal static class JsonAccess
{
    /// <summary>Gets a property that exists and is not null.</summary>
    /// <exception cref="JsonException">The name of a property holds invalid characters.</exception>
    public static JsonElement? Property(this JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
                ? value
                : null;
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <summary>Gets a property that is a string.</summary>
    /// <exception cref="JsonException">The string holds invalid characters.</exception>
    public static string? Text(this JsonElement element, string name) =>
        element.Property(name) is { ValueKind: JsonValueKind.String } text ? text.Text() : null;

    /// <summary>Gets a string.</summary>
    /// <exception cref="JsonException">The string holds invalid characters.</exception>
    public static string Text(this JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException exception)
        {
            // Half of a surrogate pair, or bytes that are not UTF-8: the parser does not check them.
            throw new JsonException(exception.Message, exception);
        }
    }

    /// <summary>Gets a property that is an integer.</summary>
    public static int? Number(this JsonElement element, string name) =>
        element.Property(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out int value) ? value : null;

    /// <summary>A property that is a count, however it is written: 12, 12.0 or "12".</summary>
    public static int? Count(this JsonElement element, string name) => element.Property(name) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out double value) => Count(value),
        { ValueKind: JsonValueKind.String } text when double.TryParse(text.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) => Count(value),
        _ => null,
    };

    private static int? Count(double value) => value is >= 0 and <= int.MaxValue ? (int)value : null;

    /// <summary>The elements of a property that is an array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Property(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
