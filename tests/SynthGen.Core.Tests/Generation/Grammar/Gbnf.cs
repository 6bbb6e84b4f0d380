using System.Globalization;
using System.Text;

namespace SynthGen.Core.Tests.Generation.Grammar;

/// <summary>
/// A small reader of GBNF. It makes random sentences of a grammar and decides whether a text is one. It knows literals,
/// classes, groups, alternatives and repetitions; anything else is an error, as in llama.cpp.
/// </summary>
internal sealed class Gbnf
{
    private readonly Dictionary<string, Node> _rules = [];
    private string _text = "";
    private int _at;

    public Gbnf(string grammar)
    {
        foreach (string line in grammar.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            int sign = line.IndexOf("::=", StringComparison.Ordinal);
            string name = line[..sign].Trim();
            Assert.Matches("^[a-z0-9-]+$", name);
            (_text, _at) = (line[(sign + 3)..], 0);
            Assert.True(_rules.TryAdd(name, Alternatives()), $"The rule {name} is there twice.");
            Assert.Equal(_text.Length, _at);
        }

        Assert.All(_rules.Values.SelectMany(References), name => Assert.Contains(name, _rules.Keys));
    }

    /// <summary>Makes a random sentence.</summary>
    public string Sentence(Random random)
    {
        StringBuilder text = new();
        Write(_rules["root"], random, text);
        return text.ToString();
    }

    /// <summary>Whether a text is a sentence.</summary>
    public bool Accepts(string text) => Ends(_rules["root"], [.. text.EnumerateRunes().Select(rune => rune.Value)], [0]).Contains(text.EnumerateRunes().Count());

    private void Write(Node node, Random random, StringBuilder text)
    {
        switch (node)
        {
            case Characters { Classes: var classes, IsNot: var isNot }:
                text.Append(char.ConvertFromUtf32(isNot ? Other(classes, random) : Pick(classes, random)));
                break;
            case Sequence { Parts: var parts }:
                parts.ForEach(part => Write(part, random, text));
                break;
            case Choice { Ways: var ways }:
                Write(ways[random.Next(ways.Count)], random, text);
                break;
            case Repeat { Part: var part, Least: var least, Most: var most }:
                // Sometimes as many as possible.
                int count = random.Next(12) == 0 ? most : Math.Min(most, least + random.Next(4));
                for (int i = 0; i < count; i++)
                    Write(part, random, text);
                break;
            case Reference { Name: var name }:
                Write(_rules[name], random, text);
                break;
        }
    }

    private static int Pick(List<(int From, int To)> classes, Random random)
    {
        (int from, int to) = classes[random.Next(classes.Count)];
        return random.Next(from, to + 1);
    }

    private static int Other(List<(int From, int To)> classes, Random random)
    {
        while (true)
        {
            int point = random.Next(8) == 0 ? random.Next(0x10000) : random.Next(0x20, 0x17F);
            if (!classes.Any(range => point >= range.From && point <= range.To))
                return point;
        }
    }

    private HashSet<int> Ends(Node node, int[] text, HashSet<int> starts)
    {
        switch (node)
        {
            case Characters { Classes: var classes, IsNot: var isNot }:
                return [.. starts.Where(at => at < text.Length && classes.Any(range => text[at] >= range.From && text[at] <= range.To) != isNot).Select(at => at + 1)];
            case Sequence { Parts: var parts }:
                return parts.Aggregate(starts, (at, part) => at.Count == 0 ? at : Ends(part, text, at));
            case Choice { Ways: var ways }:
                return [.. ways.SelectMany(way => Ends(way, text, starts))];
            case Repeat { Part: var part, Least: var least, Most: var most }:
                HashSet<int> all = least == 0 ? [.. starts] : [], now = starts;
                for (int i = 1; i <= most && now.Count > 0; i++)
                {
                    now = Ends(part, text, now);
                    if (i >= least)
                        all.UnionWith(now);
                }

                return all;
            default:
                return Ends(_rules[((Reference)node).Name], text, starts);
        }
    }

    private static IEnumerable<string> References(Node node) => node switch
    {
        Sequence { Parts: var parts } => parts.SelectMany(References),
        Choice { Ways: var ways } => ways.SelectMany(References),
        Repeat { Part: var part } => References(part),
        Reference { Name: var name } => [name],
        _ => [],
    };

    private Node Alternatives()
    {
        List<Node> ways = [];
        do
        {
            if (ways.Count > 0)
                _at++;
            ways.Add(Parts());
        }
        while (_at < _text.Length && _text[_at] == '|');
        return ways.Count == 1 ? ways[0] : new Choice(ways);
    }

    private Sequence Parts()
    {
        List<Node> parts = [];
        while (true)
        {
            while (_at < _text.Length && _text[_at] == ' ')
                _at++;
            if (_at >= _text.Length || _text[_at] is '|' or ')')
                break;
            parts.Add(Repeated(Part()));
        }

        Assert.True(parts.Count > 0, "An empty way.");
        return new Sequence(parts);
    }

    private Node Repeated(Node part)
    {
        if (_at >= _text.Length || _text[_at] is not ('?' or '{'))
            return part;
        if (_text[_at++] == '?')
            return new Repeat(part, 0, 1);

        int end = _text.IndexOf('}', _at);
        int[] bounds = [.. _text[_at..end].Split(',').Select(number => int.Parse(number, CultureInfo.InvariantCulture))];
        _at = end + 1;
        Assert.True(bounds[^1] < 2000 && bounds[0] <= bounds[^1]);
        return new Repeat(part, bounds[0], bounds[^1]);
    }

    private Node Part()
    {
        switch (_text[_at++])
        {
            case '(':
                Node group = Alternatives();
                Assert.Equal(')', _text[_at++]);
                return group;
            case '"':
                List<Node> letters = [];
                while (_text[_at] != '"')
                {
                    int letter = Character();
                    letters.Add(new Characters([(letter, letter)], false));
                }

                _at++;
                return new Sequence(letters);
            case '[':
                bool isNot = _text[_at] == '^';
                _at += isNot ? 1 : 0;
                List<(int, int)> classes = [];
                while (_text[_at] != ']')
                {
                    int from = Character(), to = from;
                    if (_text[_at] == '-')
                    {
                        _at++;
                        to = Character();
                    }

                    classes.Add((from, to));
                }

                _at++;
                return new Characters(classes, isNot);
            default:
                int start = _at - 1;
                while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] == '-'))
                    _at++;
                Assert.True(_at > start && char.IsAsciiLetterLower(_text[start]), $"What is '{_text[start..]}'?");
                return new Reference(_text[start.._at]);
        }
    }

    private int Character()
    {
        char c = _text[_at++];
        Assert.True(c < 0x80, "Not ASCII.");
        if (c != '\\')
            return c;
        char kind = _text[_at++];
        int digits = kind switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 };
        _at += digits;
        return digits > 0 ? int.Parse(_text.AsSpan(_at - digits, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : kind is '"' or '\\' or '[' or ']' ? kind : throw new FormatException($"\\{kind}");
    }

    private abstract record Node;

    private sealed record Characters(List<(int From, int To)> Classes, bool IsNot) : Node;

    private sealed record Sequence(List<Node> Parts) : Node;

    private sealed record Choice(List<Node> Ways) : Node;

    private sealed record Repeat(Node Part, int Least, int Most) : Node;

    private sealed record Reference(string Name) : Node;
}
