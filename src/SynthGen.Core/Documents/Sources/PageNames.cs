using System.Globalization;
using System.Text.RegularExpressions;

namespace SynthGen.Documents.Sources;

/// <summary>Reads page numbers from the names of files that hold one page each.</summary>
public static partial class PageNames
{
    // Longer ones are dates, times and the numbers of cases.
    private const int MaxDigits = 6;

    /// <summary>
    /// Returns the number and label in each name: the last number that is not the same in all, so that scan_1921_p12_300dpi
    /// is page 12. Numbers that begin at 0 are counted from 1.
    /// </summary>
    /// <param name="names">The names of the files of one document.</param>
    /// <returns>For each name, its number, null if it has none; and its label, as "12a", null if that is the number.</returns>
    public static IReadOnlyList<(int? Number, string? Label)> Read(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        Match[][] numbers = [.. names.Select(name => Number().Matches(Stem(name)).Where(match => match.Groups["digits"].Length <= MaxDigits).Reverse().ToArray())];
        int place = 0;
        for (int most = numbers.Max(found => (int?)found.Length) ?? 0; place < most; place++)
        {
            // The last one in all names tells the pages apart unless it is the same everywhere.
            if (numbers.Where(found => found.Length > place).Select(found => found[place].Value).Distinct().Skip(1).Any())
                break;
        }

        if (numbers.All(found => found.Length <= place))
            place = 0;
        (int? Number, string? Label)[] read = [.. numbers.Select(found => found.Length > place ? Of(found[place]) : default)];
        return read.Any(page => page.Number == 0) ? [.. read.Select(page => (page.Number + 1, page.Label))] : read;
    }

    private static (int? Number, string? Label) Of(Match match) => (
        int.Parse(match.Groups["digits"].ValueSpan, CultureInfo.InvariantCulture),
        match.Groups["letter"].Success ? match.Value.TrimStart('0') : null);

    // The number may stand where others have an extension, as in scan.001.
    private static string Stem(string name)
    {
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            name = name[..^3];
        string extension = Path.GetExtension(name);
        return extension.AsSpan().TrimStart('.').ContainsAnyExceptInRange('0', '9') ? name[..^extension.Length] : name;
    }

    // 12a is a page between 12 and 13; the letter must end the name or its part.
    [GeneratedRegex("(?<digits>[0-9]+)(?<letter>[a-z](?![0-9A-Za-z]))?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
