namespace SynthGen.Models.Hub;

/// <summary>
/// The locations of the Hub and of its files on this machine, from the environment variables of the Hugging Face
/// libraries.
/// </summary>
public sealed class HubSettings
{
    private readonly Func<string, string?> _environment;

    private HubSettings(Func<string, string?> environment) => _environment = environment;

    /// <summary>The settings of this process.</summary>
    public static HubSettings FromEnvironment() => new(Environment.GetEnvironmentVariable);

    internal static HubSettings From(Func<string, string?> environment) => new(environment);

    /// <summary>The server's address, from HF_ENDPOINT.</summary>
    public string Endpoint => (Find("HF_ENDPOINT") ?? "https://huggingface.co").TrimEnd('/');

    /// <summary>The cache folder that all Hugging Face libraries share.</summary>
    public string CachePath => Expand(Find("HF_HUB_CACHE") ?? Find("HUGGINGFACE_HUB_CACHE") ?? Path.Combine(Home, "hub"));

    /// <summary>Returns the user's token, or null; it is read anew each time.</summary>
    internal string? ReadToken()
    {
        if ((Find("HF_TOKEN") ?? Find("HUGGING_FACE_HUB_TOKEN")) is { } given)
            return given.Trim();

        string path = Expand(Find("HF_TOKEN_PATH") ?? Path.Combine(Home, "token"));
        try
        {
            return File.Exists(path) && File.ReadAllText(path).Trim() is { Length: > 0 } token ? token : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new HubException(HubError.BadToken, $"The file '{path}', where the token is kept, cannot be read.", error);
        }
    }

    private string Home => Expand(Find("HF_HOME") ?? Path.Combine(Find("XDG_CACHE_HOME") ?? Path.Combine("~", ".cache"), "huggingface"));

    private string? Find(string variable) => _environment(variable) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    private static string Expand(string path) => Path.GetFullPath(
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith($"~{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
            : path);
}
