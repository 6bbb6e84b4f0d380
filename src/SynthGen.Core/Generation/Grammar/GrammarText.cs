using System.Globalization;
using System.Text;

namespace SynthGen.Generation.Grammar;

/// <summary>Writes rules in GBNF. Equal bodies share one rule.</summary>
internal sealed class GrammarText
{
    // llama.cpp rejects 2000 repetitions, and expands each of them.
    public const int MostRepetitions = 1000;

    private readonly List<(string Name, string Body)> _rules = [];
    private readonly Dictionary<string, string> _names = [];

    /// <summary>Adds a rule.</summary>
    /// <returns>The rule's name.</returns>
    public string Rule(string body)
    {
        if (!_names.TryGetValue(body, out string? name))
        {
            name = "r" + _rules.Count.ToString(CultureInfo.InvariantCulture);
            _rules.Add((name, body));
            _names[body] = name;
        }

        return name;
    }

    /// <summary>Returns all rules, with the start rule first.</summary>
    public JsonGrammar ToGrammar(string root)
    {
        StringBuilder text = new();
        text.Append(JsonGrammar.Root).Append(" ::= ").Append(root).Append('\n');
        foreach ((string name, string body) in _rules)
            text.Append(name).Append(" ::= ").Append(body).Append('\n');
        return new JsonGrammar(text.ToString());
    }

    /// <summary>Returns a literal for a text; the result is always ASCII.</summary>
    public static string Literal(string text)
    {
        StringBuilder literal = new("\"", text.Length + 2);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' or '\\' => literal.Append('\\').Append((char)rune.Value),
                < 0x20 or 0x7F => literal.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}"),
                < 0x80 => literal.Append((char)rune.Value),
                <= 0xFFFF => literal.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                _ => literal.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}"),
            };
        }

        return literal.Append('"').ToString();
    }

    /// <summary>Returns a repetition of a symbol.</summary>
    /// <param name="symbol">A rule's name or a class of characters.</param>
    /// <param name="least">The minimum number, from 0.</param>
    /// <param name="most">The maximum number, from 1.</param>
    public static string Repeat(string symbol, int least, int most) => (least, most) switch
    {
        (1, 1) => symbol,
        (0, 1) => symbol + "?",
        _ when least == most => FormattableString.Invariant($"{symbol}{{{least}}}"),
        _ => FormattableString.Invariant($"{symbol}{{{least},{most}}}"),
    };
}
