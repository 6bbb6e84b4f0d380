namespace SynthGen.Generation.Planning;

/// <summary>Reads the people who ask out of an audience: "lawyers, paralegals, journalists and laymen".</summary>
internal static class Askers
{
    private static readonly string[] Conjunctions = [" and ", " or ", " & "];

    /// <summary>
    /// Returns the people, each once: what commas, semicolons and line ends divide. "and", "or" and "&amp;" divide too if both
    /// sides have as many words, so that "people in sales and marketing" stay one.
    /// </summary>
    /// <returns>One or more.</returns>
    public static IReadOnlyList<string> Of(string audience)
    {
        string[] askers = [.. audience.Split([',', ';', '\r', '\n', '、', '，', '；'])
            .Select(WithoutConjunction).SelectMany(Divide).Where(asker => asker.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        return askers.Length > 0 ? askers : ["people who work with the document"];
    }

    // "a, b, and c"
    private static string WithoutConjunction(string part)
    {
        string padded = $" {part.Trim()} ";
        string? conjunction = Conjunctions.FirstOrDefault(word => padded.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        return padded[(conjunction?.Length ?? 0)..].Trim();
    }

    private static IEnumerable<string> Divide(string part)
    {
        foreach (string conjunction in Conjunctions)
        {
            int at = part.IndexOf(conjunction, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                continue;

            string left = part[..at].Trim(), right = part[(at + conjunction.Length)..].Trim();
            if (Words(left) == Words(right))
                return [left, right];
        }

        return [part];
    }

    private static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}
