using System.Text.Json;

namespace SynthGen.Datasets.Shards;

/// <summary>The pages of a shard by what became of them: the five outcomes add up to All.</summary>
/// <param name="All">The pages of the shard.</param>
/// <param name="Generated">Pages with rows.</param>
/// <param name="Empty">Pages without anything to ask.</param>
/// <param name="Failed">Pages that failed for reasons of their own.</param>
/// <param name="Skipped">Pages that the command left out before it generated.</param>
public sealed record ShardPages(long All, long Generated, long Empty, long Failed, long Skipped);

/// <summary>
/// The proof that a shard is whole, in a file beside it that is written last: what is in the shard, and which document and
/// command it is of.
/// </summary>
/// <param name="Shard">The number of the shard, from 0.</param>
/// <param name="Count">The number of all shards.</param>
/// <param name="Rows">The number of its rows.</param>
/// <param name="Bytes">The length of its file.</param>
/// <param name="Sha256">The SHA-256 of its file, 64 hexadecimal digits.</param>
/// <param name="Ordered">Whether its rows are in the order of sources and pages.</param>
/// <param name="Document">The identity of the document that all shards are of.</param>
/// <param name="DocumentPages">The number of the document's pages, in all shards.</param>
/// <param name="Command">A hash of the settings that rows depend on, the same for all shards.</param>
/// <param name="Pages">The outcomes of its pages.</param>
public sealed record ShardDone(int Shard, int Count, long Rows, long Bytes, string Sha256, bool Ordered, string Document, long DocumentPages, string Command, ShardPages Pages)
{
    /// <summary>How the name of the file ends, behind that of the shard.</summary>
    public const string Extension = ".done";

    private static readonly JsonSerializerOptions Options = DescriptionJson.Options();

    /// <summary>Returns the path of the file beside a shard.</summary>
    public static string PathFor(string shard) => shard + Extension;

    /// <summary>Reads the file beside a shard; null if there is none.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static ShardDone? Read(string shard)
    {
        try
        {
            using FileStream file = File.OpenRead(PathFor(shard));
            return JsonSerializer.Deserialize<ShardDone>(file, Options) is { Count: > 0, Shard: >= 0 } done && done.Shard < done.Count ? done : throw new InvalidDataException("It names no shard.");
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException error)
        {
            throw new InvalidDataException(error.Message, error);
        }
    }

    /// <summary>Returns the file's content: JSON, UTF-8, ended by LF.</summary>
    public byte[] ToJson() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Options), (byte)'\n'];
}
