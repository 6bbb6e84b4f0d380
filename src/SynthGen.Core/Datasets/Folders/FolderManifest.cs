using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using SynthGen.Datasets.Formats;
using SynthGen.Files;

namespace SynthGen.Datasets.Folders;

/// <summary>A file of a dataset's folder.</summary>
/// <param name="Path">The path in the folder, with forward slashes.</param>
/// <param name="Bytes">The length in bytes.</param>
/// <param name="Sha256">The SHA-256, 64 hexadecimal digits.</param>
internal sealed record ManifestFile(string Path, long Bytes, string Sha256)
{
    /// <summary>The side of the split; null if the file holds no rows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Split { get; init; }

    /// <summary>The number of rows; null if the file holds none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Rows { get; init; }

    /// <summary>Whether the path leads to a place within the folder, on every system.</summary>
    [JsonIgnore]
    public bool IsInside => Path is { Length: > 0 } && Path.Split('/').All(part => part is not ("" or "." or "..") && part == System.IO.Path.GetFileName(part) && !part.Contains(':', StringComparison.Ordinal));

    /// <summary>Returns the entry of a file that is written and not yet in place.</summary>
    /// <param name="file">The file.</param>
    /// <param name="folder">The dataset's folder.</param>
    public static ManifestFile Of(AtomicFile file, string folder)
    {
        file.Finish();
        using FileStream content = File.OpenRead(file.PartialPath);
        return new ManifestFile(NameIn(folder, file), content.Length, Hash(content));
    }

    // A link in the folder has its own name, wherever it leads.
    private static string NameIn(string folder, AtomicFile file) =>
        System.IO.Path.GetFileName(System.IO.Path.GetDirectoryName(file.TargetPath)) == CardPicture.Folder && file.TargetPath == System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, CardPicture.Folder, file.Name))
            ? $"{CardPicture.Folder}/{file.Name}"
            : file.Name;

    /// <summary>Returns the SHA-256 of the rest of a stream.</summary>
    public static string Hash(Stream stream) => Convert.ToHexStringLower(SHA256.HashData(stream));
}

/// <summary>The contents of a dataset's folder: manifest.json.</summary>
/// <param name="Format">The format of the rows.</param>
/// <param name="Rows">The number of rows.</param>
/// <param name="Files">All files except the manifest itself.</param>
internal sealed record FolderManifest(DatasetFormat Format, long Rows, IReadOnlyList<ManifestFile> Files)
{
    /// <summary>The manifest's name in the folder.</summary>
    public const string Name = "manifest.json";

    private static readonly JsonSerializerOptions Options = DescriptionJson.Options(new FormatConverter());

    /// <summary>Reads a manifest.</summary>
    /// <exception cref="InvalidDataException">The file is not a manifest.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static FolderManifest Read(string folder)
    {
        try
        {
            using FileStream file = File.OpenRead(System.IO.Path.Combine(folder, Name));
            return JsonSerializer.Deserialize<FolderManifest>(file, Options) ?? throw new InvalidDataException("It holds null.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    /// <summary>Whether a folder has a manifest that can be read.</summary>
    public static bool IsIn(string folder)
    {
        try
        {
            return OutputFile.KindOf(System.IO.Path.Combine(folder, Name)) == FileKind.File && Read(folder) is not null;
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Returns the manifest as JSON, UTF-8, ended by LF.</summary>
    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Options), (byte)'\n'];

    private sealed class FormatConverter : JsonConverter<DatasetFormat>
    {
        public override DatasetFormat Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && DatasetFormats.Find(reader.GetString()!) is { } format ? format : throw new JsonException();

        public override void Write(Utf8JsonWriter writer, DatasetFormat value, JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
    }
}
