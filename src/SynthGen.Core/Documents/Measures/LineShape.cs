namespace SynthGen.Documents.Measures;

/// <summary>The shape of a line: its pairs of letters, with any number replaced by the same sign.</summary>
/// <remarks>
/// Misreadings of one line differ in many letters, but keep about half of its pairs; different lines of a text share only a
/// few. Blanks and signs, which OCR scatters, do not count.
/// </remarks>
internal sealed class LineShape
{
    // The rest of a longer line adds nothing to its identity.
    private const int MaxLetters = 200;

    private readonly int[] _pairs;

    private LineShape(int[] pairs, string letters)
    {
        _pairs = pairs;
        Letters = letters;
    }

    /// <summary>The letters in lower case, with # for each run of digits.</summary>
    public string Letters { get; }

    /// <summary>Returns the shape of a line.</summary>
    public static LineShape Of(ReadOnlySpan<char> line)
    {
        string letters = LettersOf(line);
        int[] pairs = new int[Math.Max(0, letters.Length - 1)];
        for (int i = 0; i < pairs.Length; i++)
            pairs[i] = (letters[i] << 16) | letters[i + 1];
        Array.Sort(pairs);
        return new LineShape(pairs, letters);
    }

    /// <summary>Returns a line's letters in lower case, with # for each run of digits.</summary>
    public static string LettersOf(ReadOnlySpan<char> line)
    {
        Span<char> letters = stackalloc char[MaxLetters];
        int count = 0;
        foreach (char c in line)
        {
            if (count == MaxLetters)
                break;
            if (char.IsLetter(c))
                letters[count++] = char.ToLowerInvariant(c);
            else if ((c == '#' || char.IsDigit(c)) && (count == 0 || letters[count - 1] != '#'))
                letters[count++] = '#';
        }

        return letters[..count].ToString();
    }

    /// <summary>Returns the shape of several lines read as one.</summary>
    public static LineShape Join(IEnumerable<LineShape> shapes) => Of(string.Concat(shapes.Select(shape => shape.Letters)));

    /// <summary>
    /// Returns Dice's coefficient of the two lines' pairs of letters: 1 for equal pairs, 0 for none in common.
    /// </summary>
    /// <param name="other">The other line.</param>
    /// <param name="least">The minimum of interest; below it the result may be 0.</param>
    public double Likeness(LineShape other, double least = 0)
    {
        int[] a = _pairs, b = other._pairs;
        double most = 2.0 * Math.Min(a.Length, b.Length) / Math.Max(1, a.Length + b.Length);
        if (most == 0 || most < least)
            return 0;

        int common = 0;
        for (int i = 0, j = 0; i < a.Length && j < b.Length;)
        {
            if (a[i] == b[j])
            {
                common++;
                i++;
                j++;
            }
            else if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return 2.0 * common / (a.Length + b.Length);
    }
}
