using System.Text;
using SynthGen.Rows;
using SynthGen.Text;

namespace SynthGen.Retrieval.Graph;

/// <summary>The form in which names are compared: folded words, without titles and the ends of generations.</summary>
internal static class NameKey
{
    /// <summary>Returns the key of a name.</summary>
    public static string Of(string name, PageGraphKind kind)
    {
        if (kind is PageGraphKind.Date or PageGraphKind.Amount or PageGraphKind.Citation)
            return new string(FoldedText.Of(name).Letters);

        StringBuilder key = new();
        string[] words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        int first = 0;
        while (first < words.Length - 1 && WordLists.Title.Contains(words[first].Trim('.', ',')))
            first++;
        foreach (string word in words.Skip(first))
        {
            ReadOnlySpan<char> letters = FoldedText.Of(word).Letters;
            if (letters.Length == 0)
                continue;
            if (key.Length > 0)
                key.Append(' ');
            key.Append(letters);
        }

        return key.Length > 0 ? key.ToString() : name;
    }
}
