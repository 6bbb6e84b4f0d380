using System.Text;

namespace SynthGen.Documents.Encodings;

/// <summary>Guesses the encoding of a text that is not UTF-8, by the letters that each would make of it.</summary>
internal static class EncodingGuess
{
    private const string Western = "éèàçêâîôûùëïüöäßñáíóúåæøœÉÀÇÜÖÄÅØ";
    private const string Central = "áéíóúýčďěňřšťůžąćęłńóśźżőűöüäľĺŕşţăâîßČŘŠŽŁŚŻ";
    private const string Marks = "“”‘’„–—…«»§°";

    // Of several that fit alike, the first is meant.
    private static readonly (int CodePage, string Name, string Letters)[] OneByte =
    [
        (1252, "Windows-1252", Western + Marks + "£©®"),
        (1250, "Windows-1250", Central + Marks),
        (1251, "Windows-1251", "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґў" + Marks),
        (20866, "KOI8-R", "абвгдежзийклмнопрстуфхцчшщъыьэюя"),
        (1253, "Windows-1253", "αβγδεζηθικλμνξοπρστυφχψωςάέήίόύώ" + Marks),
        (10000, "Mac Roman", Western + Marks),
        (850, "code page 850", Western),
    ];

    /// <summary>Returns the likely encoding.</summary>
    /// <param name="sample">A part of the text that holds bytes which are not UTF-8.</param>
    /// <returns>Its name, and its name for -Encoding; null if no encoding is likely.</returns>
    public static (string Name, string Parameter)? Of(ReadOnlySpan<byte> sample)
    {
        if (!IsAnother(sample))
            return null;
        if (OfTwoBytes(sample) is { } twoBytes)
            return twoBytes;

        byte[] high = [.. sample.ToArray().Where(value => value >= 0x80)];
        int best = 0, score = high.Length / 2;
        for (int i = 0; i < OneByte.Length; i++)
        {
            string letters = CodePagesEncodingProvider.Instance.GetEncoding(OneByte[i].CodePage)!.GetString(high);
            int fits = letters.Count(OneByte[i].Letters.Contains);
            if (fits > score)
                (best, score) = (i + 1, fits);
        }

        // What fits none is most often this one: it has the signs that programs of Windows put into any text.
        (int codePage, string name, _) = OneByte[Math.Max(0, best - 1)];
        return (name, codePage == 10000 ? "macintosh" : codePage == 20866 ? "koi8-r" : codePage == 850 ? "ibm850" : $"windows-{codePage}");
    }

    // In a damaged text of UTF-8 most letters beyond ASCII are whole.
    private static bool IsAnother(ReadOnlySpan<byte> sample)
    {
        int whole = 0, broken = 0;
        while (!sample.IsEmpty)
        {
            bool isWhole = Rune.DecodeFromUtf8(sample, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            whole += isWhole && rune.Value >= 0x80 ? 1 : 0;
            broken += isWhole ? 0 : 1;
            sample = sample[length..];
        }

        return broken > whole;
    }

    // In these, characters beyond ASCII come in pairs of bytes, which one-byte encodings write in words of any length.
    private static (string Name, string Parameter)? OfTwoBytes(ReadOnlySpan<byte> sample)
    {
        int runs = 0, even = 0, high = 0, length = 0, kana = 0, japanese = 0, hangul = 0, halves = 0;
        for (int i = 0; i < sample.Length; i++)
        {
            if (sample[i] < 0x80)
            {
                runs += length > 0 ? 1 : 0;
                even += length > 0 && length % 2 == 0 ? 1 : 0;
                length = 0;
                continue;
            }

            high++;
            kana += sample[i] is 0x82 or 0x83 ? 1 : 0;
            if (++length % 2 != 1 || i + 1 >= sample.Length || sample[i + 1] < 0xA1)
                continue;
            halves++;
            japanese += sample[i] is 0xA4 or 0xA5 ? 1 : 0;
            hangul += sample[i] is >= 0xB0 and <= 0xC8 ? 1 : 0;
        }

        // Letters of ASCII outnumber those beyond it in a Western text.
        if (high * 3 < sample.Length)
            return null;
        if (kana * 6 > high)
            return ("Shift_JIS", "shift_jis");
        if (runs < 4 || even * 20 < runs * 19)
            return null;
        return japanese * 4 > halves ? ("EUC-JP", "euc-jp")
            : hangul * 20 > halves * 19 ? ("EUC-KR", "euc-kr")
            : ("GB18030", "gb18030");
    }
}
