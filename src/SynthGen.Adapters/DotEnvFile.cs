using dotenv.net;
using SynthGen.Files;

namespace SynthGen.Adapters;

/// <summary>Reads .env files through dotenv.net.</summary>
public sealed class DotEnvFile : IEnvironmentFile
{
    /// <inheritdoc/>
    public IReadOnlyDictionary<string, string> Read(string path) =>
        new Dictionary<string, string>(
            DotEnv.Read(new DotEnvOptions(ignoreExceptions: false, envFilePaths: [path], overwriteExistingVars: true)));
}
