using System.Security.Cryptography;
using System.Text;
using SynthGen.Json;
using SynthGen.Retrieval;

namespace SynthGen;

/// <summary>Tells commands apart by the settings that their rows depend on, so that the parts of one run are known by it.</summary>
internal static class SettingsHash
{
    /// <summary>Returns a hash of settings in a fixed order: 32 hexadecimal digits. Another version of the module has other hashes.</summary>
    public static string Of(params IReadOnlyList<object?> settings)
    {
        string version = typeof(SettingsHash).Assembly.GetName().Version!.ToString();
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(JsonValue.ToJson(new List<object?> { version, settings })));
        return Convert.ToHexStringLower(hash.AsSpan(0, 16));
    }

    /// <summary>What rows depend on of tools.</summary>
    public static object Tools(IEnumerable<ToolDefinition> tools) => tools.Select(tool => new List<object?> { tool.Name, tool.Description, tool.Parameters }).ToList();

    /// <summary>What rows depend on of an index, beside the document itself: its identity would take reading all of it.</summary>
    public static string? Index(IPageIndex? index) => index is null ? null : $"{index.Count} pages, {(index as PageIndex)?.EmbeddingBackend} {(index as PageIndex)?.EmbeddingModel}";
}
