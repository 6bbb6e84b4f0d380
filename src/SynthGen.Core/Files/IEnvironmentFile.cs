namespace SynthGen.Files;

/// <summary>Reads a file of environment variables (.env). Port.</summary>
public interface IEnvironmentFile
{
    /// <summary>The variables that a file sets, by name; the process's own environment is left alone.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    IReadOnlyDictionary<string, string> Read(string path);
}
