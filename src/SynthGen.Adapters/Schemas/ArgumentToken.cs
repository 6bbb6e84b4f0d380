using System.Collections;
using System.Globalization;
using Newtonsoft.Json.Linq;
using SynthGen.Json;

namespace SynthGen.Adapters.Schemas;

/// <summary>Turns plain JSON values into Newtonsoft's tokens directly, not through text.</summary>
internal static class ArgumentToken
{
    /// <summary>Converts a value. Equal numbers become equal tokens, however they were written.</summary>
    public static JToken From(object? value)
    {
        switch (value)
        {
            case null: return JValue.CreateNull();
            case string text: return new JValue(text);
            case bool flag: return new JValue(flag);
            case long number: return new JValue(number);
            case int number: return new JValue((long)number);
            case decimal or double or JsonNumber: return Number(value);
            case IReadOnlyDictionary<string, object?> map:
                JObject members = [];
                foreach ((string name, object? member) in map)
                    members.Add(name, From(member));
                return members;
            case IEnumerable items:
                JArray array = [];
                foreach (object? item in items)
                    array.Add(From(item));
                return array;
            default:
                return new JValue(Convert.ToString(value, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Converts a number to a decimal; false if a decimal cannot hold it.</summary>
    public static bool TryDecimal(object value, out decimal number)
    {
        number = 0;
        switch (value)
        {
            case long whole: number = whole; return true;
            case int whole: number = whole; return true;
            case decimal exact: number = exact; return true;
            case double near when Math.Abs(near) < 7e28: number = (decimal)near; return number != 0 || near == 0;
            case JsonNumber written:
                return decimal.TryParse(written.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && (number != 0 || written.Value == 0);
            default: return false;
        }
    }

    // 1.0 is an integer to JSON Schema, and 0.10 equals 0.1.
    private static JValue Number(object value)
    {
        if (!TryDecimal(value, out decimal number))
            return new JValue(value is JsonNumber written ? written.Value : (double)value);

        return number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
            ? new JValue((long)number)
            : new JValue(number / 1.0000000000000000000000000000m);
    }
}
