using System.Text.Json;
using System.Text.RegularExpressions;

namespace SynthGen.Models.Hub;

/// <summary>The Hub's data about a repository: <c>GET /api/models/{repository}?blobs=true</c>.</summary>
internal sealed partial record RepositoryListing(string Commit, string? License, IReadOnlyList<HubFile> Files)
{
    /// <summary>Parses the server's response.</summary>
    /// <exception cref="HubException">The response has another form.</exception>
    public static RepositoryListing Parse(string repository, byte[] json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            string commit = root.GetProperty("sha").GetString()!;
            if (!Hexadecimal40().IsMatch(commit))
                throw Bad(repository, "its commit is not one");
            return new RepositoryListing(
                commit, FindLicense(root), [.. root.GetProperty("siblings").EnumerateArray().Select(ReadFile)]);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentNullException)
        {
            throw Bad(repository, "it is not the JSON that the Hub gives", error);
        }
    }

    private static HubException Bad(string repository, string reason, Exception? cause = null) =>
        new(HubError.BadListing, $"What the server says of '{repository}' cannot be used: {reason}.", cause);

    private static HubFile ReadFile(JsonElement sibling)
    {
        string path = sibling.GetProperty("rfilename").GetString()!;
        if (sibling.TryGetProperty("lfs", out JsonElement lfs) && lfs.ValueKind == JsonValueKind.Object)
        {
            string sha256 = lfs.GetProperty("sha256").GetString()!.ToLowerInvariant();
            return new HubFile(path, lfs.GetProperty("size").GetInt64(), Hexadecimal64().IsMatch(sha256) ? sha256 : null);
        }

        return new HubFile(path, sibling.TryGetProperty("size", out JsonElement size) && size.ValueKind == JsonValueKind.Number ? size.GetInt64() : -1, null);
    }

    private static string? FindLicense(JsonElement root)
    {
        if (root.TryGetProperty("cardData", out JsonElement card) && card.ValueKind == JsonValueKind.Object
            && card.TryGetProperty("license", out JsonElement license) && license.ValueKind == JsonValueKind.String)
        {
            return license.GetString();
        }

        const string prefix = "license:";
        return root.TryGetProperty("tags", out JsonElement tags) && tags.ValueKind == JsonValueKind.Array
            ? tags.EnumerateArray().Where(tag => tag.ValueKind == JsonValueKind.String).Select(tag => tag.GetString()!)
                .FirstOrDefault(tag => tag.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..]
            : null;
    }

    [GeneratedRegex(@"\A[0-9a-f]{40}\z")]
    private static partial Regex Hexadecimal40();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex Hexadecimal64();
}
