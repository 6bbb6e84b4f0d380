using System.Globalization;
using System.Numerics;
using System.Text;

namespace SynthGen.Host.Json;

/// <summary>Writes a tree of lists, named values and plain values as JSON, two spaces a level unless it is compressed.</summary>
internal sealed class JsonText(bool compress, bool enumsAsStrings)
{
    private readonly StringBuilder _text = new();

    public string Write(object? tree)
    {
        Value(tree, 0);
        return _text.ToString();
    }

    private void Value(object? value, int level)
    {
        switch (value)
        {
            case null:
                _text.Append("null");
                break;
            case IReadOnlyList<KeyValuePair<string, object?>> named:
                Block('{', '}', named, level, pair =>
                {
                    Text(pair.Key);
                    _text.Append(compress ? ":" : ": ");
                    Value(pair.Value, level + 1);
                });
                break;
            case IReadOnlyList<object?> items:
                Block('[', ']', items, level, item => Value(item, level + 1));
                break;
            case bool truth:
                _text.Append(truth ? "true" : "false");
                break;
            case double number:
                Real(number, number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case float number:
                Real(number, number.ToString("R", CultureInfo.InvariantCulture));
                break;
            case decimal number:
                string digits = number.ToString(CultureInfo.InvariantCulture);
                _text.Append(digits).Append(digits.Contains('.') ? "" : ".0");
                break;
            case Enum member when !enumsAsStrings:
                _text.Append(Convert.ChangeType(member, member.GetTypeCode(), CultureInfo.InvariantCulture));
                break;
            case sbyte or byte or short or ushort or int or uint or long or ulong or BigInteger or nint or nuint:
                _text.Append(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
            case DateTime date:
                Text(date.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture));
                break;
            case DateTimeOffset date:
                Text(date.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture));
                break;
            case Uri address:
                Text(address.OriginalString);
                break;
            default:
                Text(value.ToString()!);
                break;
        }
    }

    private void Block<T>(char open, char close, IReadOnlyList<T> items, int level, Action<T> write)
    {
        _text.Append(open);
        for (int place = 0; place < items.Count; place++)
        {
            if (place > 0)
                _text.Append(',');
            Break(level + 1);
            write(items[place]);
        }

        if (items.Count > 0)
            Break(level);
        _text.Append(close);
    }

    private void Break(int level)
    {
        if (!compress)
            _text.AppendLine().Append(' ', 2 * level);
    }

    /// <summary>A real number keeps a decimal point; what is no number in JSON is a string.</summary>
    private void Real(double number, string digits)
    {
        if (!double.IsFinite(number))
            Text(digits);
        else
            _text.Append(digits).Append(digits.AsSpan().ContainsAny('.', 'E') ? "" : ".0");
    }

    private void Text(string value)
    {
        _text.Append('"');
        foreach (char character in value)
        {
            _ = character switch
            {
                '"' => _text.Append("\\\""),
                '\\' => _text.Append("\\\\"),
                '\b' => _text.Append("\\b"),
                '\f' => _text.Append("\\f"),
                '\n' => _text.Append("\\n"),
                '\r' => _text.Append("\\r"),
                '\t' => _text.Append("\\t"),
                < ' ' or '\u0085' or '\u2028' or '\u2029' => _text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture)),
                _ => _text.Append(character),
            };
        }

        _text.Append('"');
    }
}
