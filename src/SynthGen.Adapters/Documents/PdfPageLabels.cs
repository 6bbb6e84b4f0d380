using System.Globalization;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace SynthGen.Adapters.Documents;

/// <summary>The numbers that a PDF's viewers show for its pages: ranges, each with a style, a prefix and a first number.</summary>
internal sealed class PdfPageLabels
{
    // A number tree of a document of millions of pages is not deeper; one that holds itself is.
    private const int MaxDepth = 16;

    private readonly SortedList<int, Range> _ranges = [];

    private PdfPageLabels()
    {
    }

    /// <summary>The label of a page.</summary>
    /// <param name="index">The page's place, from 0.</param>
    /// <returns>The label; null if it has none.</returns>
    public string? this[int index]
    {
        get
        {
            int at = _ranges.Keys.Count(first => first <= index) - 1;
            return at < 0 || _ranges.Values[at].Label(index - _ranges.Keys[at]) is not { Length: > 0 } label ? null : label;
        }
    }

    /// <summary>Reads a document's labels.</summary>
    public static PdfPageLabels Of(PdfDocument document)
    {
        PdfPageLabels labels = new();
        if (document.Structure.Catalog.CatalogDictionary.TryGet(NameToken.PageLabels, out IToken tree))
            labels.Read(document, tree, MaxDepth);
        return labels;
    }

    private void Read(PdfDocument document, IToken token, int depth)
    {
        if (depth == 0 || PdfTokens.Resolve(document, token) is not DictionaryToken node)
            return;
        if (PdfTokens.Value(document, node, "Kids") is ArrayToken kids)
        {
            foreach (IToken kid in kids.Data)
                Read(document, kid, depth - 1);
        }

        if (PdfTokens.Value(document, node, "Nums") is not ArrayToken numbers)
            return;
        for (int i = 0; i + 1 < numbers.Data.Count; i += 2)
        {
            if (PdfTokens.Resolve(document, numbers.Data[i]) is NumericToken first && PdfTokens.Resolve(document, numbers.Data[i + 1]) is DictionaryToken range)
            {
                _ranges[first.Int] = new Range(
                    (PdfTokens.Value(document, range, "S") as NameToken)?.Data,
                    Text(PdfTokens.Value(document, range, "P")),
                    (PdfTokens.Value(document, range, "St") as NumericToken)?.Int ?? 1);
            }
        }
    }

    private static string Text(IToken? token) => token switch
    {
        StringToken text => text.Data,
        HexToken text => text.Data,
        _ => "",
    };

    private sealed record Range(string? Style, string Prefix, int First)
    {
        private static readonly (int Value, string Numeral)[] Roman =
            [(1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")];

        public string Label(int offset)
        {
            int number = First + offset;
            return Prefix + Style switch
            {
                "D" => number.ToString(CultureInfo.InvariantCulture),
                "r" => ToRoman(number),
                "R" => ToRoman(number).ToUpperInvariant(),
                "a" => ToLetters(number),
                "A" => ToLetters(number).ToUpperInvariant(),
                _ => "",
            };
        }

        private static string ToRoman(int number)
        {
            if (number is < 1 or > 9999)
                return number.ToString(CultureInfo.InvariantCulture);
            string text = "";
            foreach ((int value, string numeral) in Roman)
            {
                for (; number >= value; number -= value)
                    text += numeral;
            }

            return text;
        }

        // a to z, then aa to zz, then aaa to zzz.
        private static string ToLetters(int number) =>
            number is < 1 or > 9999 ? number.ToString(CultureInfo.InvariantCulture) : new string((char)('a' + ((number - 1) % 26)), ((number - 1) / 26) + 1);
    }
}
