using System.Collections.Frozen;

namespace SynthGen.Text;

/// <summary>Reads the word lists of a resource: sections, whose words may have other words behind a colon.</summary>
internal static class WordSections
{
    /// <summary>Returns each section's words, each with what stands behind its colon. The case of words means nothing.</summary>
    public static Dictionary<string, FrozenDictionary<string, string[]>> Read(string resource)
    {
        Dictionary<string, FrozenDictionary<string, string[]>> sections = [];
        foreach ((string name, List<string> lines) in TextResource.Sections(resource))
        {
            Dictionary<string, string[]> words = new(StringComparer.OrdinalIgnoreCase);
            foreach (string[] entry in lines.SelectMany(line => line.Split(' ')).Select(word => word.Split(':')))
                words[entry[0].Replace('_', ' ')] = entry.Length > 1 ? entry[1].Split(',') : [];
            sections[name] = words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        }

        return sections;
    }
}
