using System.Text;
using CsCheck;
using SynthGen.Core.Tests.Documents;
using SynthGen.Rows;

namespace SynthGen.Core.Tests.Rows;

/// <summary>Properties that hold for every page and quote, and the share of quotes that are found in the sample document.</summary>
public sealed class EvidenceLocatorPropertyTests
{
    private static readonly string[] Confusions =
        ["rn>m", "m>rn", "l>1", "1>l", "o>0", "0>o", "e>c", "c>e", "h>b", "i>l", "cl>d", "d>cl", "s>5", "a>o", "u>n", "t>f", "I>l", "B>8"];

    private static readonly Gen<string> Texts =
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["ab cd\n-.…'\"“”19,ﬁßé 最\u0301\u00AD"]), 0, 300];

    [Fact]
    public void Evidence_is_always_in_the_page() => Gen.Select(Texts, Texts, Gen.Int[0, 300], Gen.Int[0, 300]).Sample((text, quote, start, length) =>
    {
        OcrPage page = new(1, text);
        EvidenceLocator locator = new(page);
        start = Math.Min(start, text.Length);
        foreach (string sought in new[] { quote, text.Substring(start, Math.Min(length, text.Length - start)), quote + " … " + text })
        {
            if (locator.Locate(sought) is not { } found)
                continue;

            Assert.True(found.Evidence.IsIn(page));
            Assert.Equal(found.Evidence.Quote.Trim(), found.Evidence.Quote);
            Assert.InRange(found.Score, EvidenceLocator.LeastScore(1_000), 1);
        }
    }, iter: 4_000);

    [Fact]
    public void What_stands_in_the_page_is_found_there()
    {
        foreach ((OcrPage page, Word[] words) in Sample())
        {
            EvidenceLocator locator = new(page);
            for (int first = 0; first + 8 <= words.Length; first += 3)
            {
                string quote = page.Text[words[first].Start..words[first + 7].End];
                Assert.Equal(quote, locator.Locate(quote)?.Evidence.Quote);
                Assert.Equal(1, locator.Locate(string.Join(' ', quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))?.Score);
            }
        }
    }

    [Fact]
    public void Noisy_quotes_are_found_at_their_place()
    {
        Random random = new(7);
        int tried = 0, found = 0;
        foreach ((OcrPage page, Word[] words) in Sample())
        {
            EvidenceLocator locator = new(page);
            for (int first = 0; first + 14 <= words.Length; first += 5)
            {
                (int start, int end) = (words[first].Start, words[first + 13].End);
                tried++;
                if (locator.Locate(Spoil(page.Text[start..end], 0.08, random)) is not { } place)
                    continue;

                Assert.True(place.Evidence.IsIn(page));
                int shared = Math.Min(end, place.Evidence.Start + place.Evidence.Length) - Math.Max(start, place.Evidence.Start);
                found += shared > (end - start) * 0.8 ? 1 : 0;
            }
        }

        Assert.True(tried > 500 && found >= tried * 0.99, $"{found} of {tried}");
    }

    [Fact]
    public void What_is_not_in_the_page_is_not_found()
    {
        Random random = new(7);
        (OcrPage Page, Word[] Words)[] sample = [.. Sample()];
        int tried = 0, found = 0;
        foreach ((OcrPage page, Word[] words) in sample)
        {
            for (int first = 0; first + 10 <= words.Length; first += 5)
            {
                // The running head, "Confidential", is on every page, misread differently each time.
                string quote = page.Text[words[first].Start..words[first + 9].End];
                if (quote.Contains("nfid", StringComparison.Ordinal))
                    continue;

                string[] shuffled = quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                random.Shuffle(shuffled);
                Try(page, string.Join(' ', shuffled));
                foreach ((OcrPage other, _) in sample)
                {
                    if (other != page)
                        Try(other, quote);
                }
            }
        }

        // Literal matches do not count: pages do quote each other.
        Assert.True(tried > 4_000 && found <= tried * 0.002, $"{found} of {tried}");

        void Try(OcrPage page, string quote)
        {
            tried++;
            found += new EvidenceLocator(page).Locate(quote) is { Score: < 1 } ? 1 : 0;
        }
    }

    /// <summary>Writes a text as poor OCR would: confuses, drops and doubles letters, breaks words.</summary>
    internal static string Spoil(string text, double rate, Random random)
    {
        StringBuilder spoilt = new();
        for (int i = 0; i < text.Length; i++)
        {
            if (random.NextDouble() >= rate || char.IsWhiteSpace(text[i]))
            {
                spoilt.Append(text[i]);
                continue;
            }

            string[] fitting = [.. Confusions.Where(pair => string.CompareOrdinal(text, i, pair, 0, pair.IndexOf('>')) == 0)];
            if (fitting.Length > 0)
            {
                string pair = fitting[random.Next(fitting.Length)];
                spoilt.Append(pair.AsSpan(pair.IndexOf('>') + 1));
                i += pair.IndexOf('>') - 1;
            }
            else
            {
                spoilt.Append(random.Next(3) switch { 0 => "", 1 => $"{text[i]} ", _ => ((char)random.Next('a', 'z' + 1)).ToString() });
            }
        }

        return spoilt.ToString();
    }

    private static IEnumerable<(OcrPage Page, Word[] Words)> Sample()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SynthGen.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        byte[] sample = File.ReadAllBytes(Path.Combine(folder, "examples", "harbour-lease.txt"));
        foreach (OcrPage page in SplitterTestKit.ByFile(sample, SplitterTestKit.Equals_, 1 << 16))
        {
            if (page.Kind == PageKind.Content)
                yield return (page, [.. WordsOf(page.Text)]);
        }
    }

    private static IEnumerable<Word> WordsOf(string text)
    {
        for (int i = 0, start = -1; i <= text.Length; i++)
        {
            bool inWord = i < text.Length && !char.IsWhiteSpace(text[i]);
            if (inWord && start < 0)
                start = i;
            if (inWord || start < 0)
                continue;

            // Leaders, bullets and rules are not words.
            if (text.AsSpan(start, i - start).ContainsAnyInRange('a', 'z'))
                yield return new Word(start, i);
            start = -1;
        }
    }

    private readonly record struct Word(int Start, int End);
}
