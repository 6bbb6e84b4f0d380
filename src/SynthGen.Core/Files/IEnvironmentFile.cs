namespace SynthGen.Files;

/// <summary>Reads a file of environment variables (.env). Port.</summary>
public interface IEnvironmentFile
{
    /// <summary>Returns the variables that a file sets, by name; the process's own environment is not changed.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    IReadOnlyDictionary<string, string> Read(string path);
}
