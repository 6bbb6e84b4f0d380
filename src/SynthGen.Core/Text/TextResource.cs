using System.Security.Cryptography;

namespace SynthGen.Text;

/// <summary>Reads the word lists, frames, questions and style sheets that are built into the assembly.</summary>
internal static class TextResource
{
    /// <summary>Returns the lines of a resource without comments; blank lines are kept.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using Stream stream = typeof(TextResource).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
                yield return line.Trim();
        }
    }

    /// <summary>Returns a resource as it is, with lines ended by LF.</summary>
    public static string Whole(string name)
    {
        using Stream stream = typeof(TextResource).Assembly.GetManifestResourceStream(name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>Returns the lines of a resource by section, whose name stands in brackets before them; blank lines are left out.</summary>
    public static Dictionary<string, List<string>> Sections(string name)
    {
        Dictionary<string, List<string>> sections = [];
        List<string> current = [];
        foreach (string line in Lines(name).Where(line => line.Length > 0))
        {
            if (line.StartsWith('['))
                sections[line.Trim('[', ']')] = current = [];
            else
                current.Add(line);
        }

        return sections;
    }

    /// <summary>Returns the version of resources: the first 12 hexadecimal digits of the SHA-256 of their bytes, one after the other.</summary>
    public static string VersionOf(params ReadOnlySpan<string> names)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string name in names)
        {
            using Stream stream = typeof(TextResource).Assembly.GetManifestResourceStream(name)!;
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6));
    }
}
