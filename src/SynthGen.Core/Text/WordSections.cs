using System.Collections.Frozen;
using SynthGen.Text;

namespace SynthGen.Text;

/// <summary>Reads the word lists of a resource: sections, whose words may have other words behind a colon.</summary>
internal static class WordSections
{
    /// <summary>Returns each section's words, each with what stands behind its colon. The case of words means nothing.</summary>
    public static Dictionary<string, FrozenDictionary<string, string[]>> Read(string resource)
    {
        Dictionary<string, Dictionary<string, string[]>> sections = [];
        Dictionary<string, string[]> current = [];
        foreach (string line in TextResource.Lines(resource).Where(line => line.Length > 0))
        {
            if (line.StartsWith('['))
            {
                sections[line.Trim('[', ']')] = current = new(StringComparer.OrdinalIgnoreCase);
                continue;
            }

            foreach (string[] entry in line.Split(' ').Select(word => word.Split(':')))
                current[entry[0].Replace('_', ' ')] = entry.Length > 1 ? entry[1].Split(',') : [];
        }

        return sections.ToDictionary(section => section.Key, section => section.Value.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase));
    }
}
