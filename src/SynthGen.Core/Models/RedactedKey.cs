using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SynthGen.Models;

/// <summary>A key and the forms in which a text may hold it.</summary>
internal sealed class RedactedKey
{
    // Matches before a word: not a letter, digit or underscore, or else the end of an escape sequence.
    private const string WordStart = @"(?:(?<![\p{L}\p{N}_])|(?<=\\[bfnrt]|\\u[0-9A-Fa-f]{4}|%[0-9A-Fa-f]{2}))";
    private const string WordEnd = @"(?![\p{L}\p{N}_])";

    private readonly string[] _plain = [];
    private readonly string[] _base64 = [];
    private readonly string _hex = "";
    private readonly Regex? _word;

    public RedactedKey(string key)
    {
        Text = key;
        if (!IsSecret)
        {
            string[] spellings = [.. ((string[])[key, Uri.EscapeDataString(key), JsonEncodedText.Encode(key).ToString()]).Distinct()];
            _word = new Regex($"{WordStart}(?:{string.Join('|', spellings.Select(Regex.Escape))}){WordEnd}", RegexOptions.CultureInvariant);
            return;
        }

        // A key that looks encoded itself is decoded together with the text around it.
        byte[] bytes = Encoding.UTF8.GetBytes(key);
        _plain = [.. DecodedText.Layers(key).Select(layer => layer.Text).Append(Encoding.Latin1.GetString(bytes)).Where(form => form.Length >= KeyRedactor.ShortestSecret || form == key).Distinct()];
        _hex = Convert.ToHexString(bytes);
        _base64 = [.. Enumerable.Range(0, 3).Select(before => Base64Core(bytes, before)).SelectMany(core => (string[])[core, core.Replace('+', '-').Replace('/', '_')]).Distinct()];
    }

    /// <summary>The key.</summary>
    public string Text { get; }

    /// <summary>Whether it is long enough to be no word of a text.</summary>
    public bool IsSecret => Text.Length >= KeyRedactor.ShortestSecret;

    /// <summary>Puts a mask in place of a short key where it stands as a word of its own.</summary>
    public string RedactWord(string text, string mask) => _word!.Replace(text, mask);

    /// <summary>Where a text holds the key: plain, in hex or in base64.</summary>
    public IEnumerable<Range> FindIn(string text)
    {
        foreach (string form in _plain)
        {
            foreach (Range place in Find(text, form, StringComparison.Ordinal))
                yield return place;
        }

        foreach (Range place in Find(text, _hex, StringComparison.OrdinalIgnoreCase))
            yield return place;
        foreach (string core in _base64)
        {
            foreach (Range place in Find(text, core, StringComparison.Ordinal))
                yield return Whole(text, place);
        }
    }

    // The letters of base64 that depend on the key alone, if it stands behind so many bytes of something else.
    private static string Base64Core(byte[] key, int before)
    {
        string all = Convert.ToBase64String([.. new byte[before], .. key]);
        return all[(before == 0 ? 0 : 4)..((before + key.Length) / 3 * 4)];
    }

    private static IEnumerable<Range> Find(string text, string form, StringComparison comparison)
    {
        for (int at = text.IndexOf(form, comparison); at >= 0; at = text.IndexOf(form, at + form.Length, comparison))
            yield return at..(at + form.Length);
    }

    // The letters at the edges hold some bits of the key too.
    private static Range Whole(string text, Range core)
    {
        int start = core.Start.Value, end = core.End.Value;
        while (start > 0 && IsBase64(text[start - 1]))
            start--;
        while (end < text.Length && (IsBase64(text[end]) || text[end] == '='))
            end++;
        return start..end;
    }

    private static bool IsBase64(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '-' or '_';
}
