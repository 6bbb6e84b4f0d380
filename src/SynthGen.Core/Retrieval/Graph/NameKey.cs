using System.Text;
using SynthGen.Rows;

namespace SynthGen.Retrieval.Graph;

/// <summary>The form in which names are compared: folded words, without titles and the initials of middle names.</summary>
internal static class NameKey
{
    /// <summary>Returns the key of a name.</summary>
    public static string Of(string name, PageGraphKind kind)
    {
        if (kind is PageGraphKind.Date or PageGraphKind.Amount or PageGraphKind.Citation or PageGraphKind.Provision)
            return new string(FoldedText.Of(name).Letters);

        List<string> words = [];
        foreach (string word in name[(kind == PageGraphKind.Role ? 0 : PersonTitle.LengthOf(name))..].Split(' '))
        {
            string letters = new(FoldedText.Of(word).Letters);
            if (letters.Length > 0)
                words.Add(letters);
        }

        if (words.Count > 2)
            words.RemoveAll(word => word.Length == 1);
        return words.Count > 0 ? string.Join(' ', words) : name;
    }

    /// <summary>Returns a key in which letters are alike that OCR takes for one another: rn and m, l and 1, J and I.</summary>
    public static string Misread(string key)
    {
        StringBuilder skeleton = new(key);
        skeleton.Replace("rn", "m").Replace("cl", "d").Replace("vv", "w").Replace("ii", "n");
        for (int i = 0; i < skeleton.Length; i++)
        {
            skeleton[i] = skeleton[i] switch
            {
                '1' or 'l' or 'j' or 't' or 'f' => 'i',
                '0' => 'o',
                '5' => 's',
                'c' => 'e',
                'h' => 'b',
                'v' => 'y',
                char c => c,
            };
        }

        return skeleton.ToString();
    }
}
