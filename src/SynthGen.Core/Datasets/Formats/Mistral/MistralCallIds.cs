using System.Text.Json;
using SynthGen.Files;
using SynthGen.Hashing;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats.Mistral;

/// <summary>
/// Creates call ids as Mistral requires: nine letters and digits, each id once in the file. An id is drawn from the row's key
/// and the call's number; an id that may be taken is drawn again.
/// </summary>
/// <remarks>
/// Taken ids are kept in a Bloom filter, whose size does not grow with the file. It sometimes reports a new id as taken, which
/// costs another draw, but never a taken one as new.
/// </remarks>
internal sealed class MistralCallIds
{
    /// <summary>The length of an id.</summary>
    public const int Length = 9;

    private const int MostDraws = 10_000;
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private readonly BloomFilter _taken = new();

    /// <summary>Whether a text is a valid id for Mistral.</summary>
    public static bool IsValid(string id) => id.Length == Length && id.All(char.IsAsciiLetterOrDigit);

    /// <summary>Returns the id drawn for a call.</summary>
    /// <param name="call">The call's key.</param>
    /// <param name="draw">The number of earlier draws.</param>
    public static string Draw(ulong call, int draw) => Spell(new StableRandom(call + ((ulong)draw * 0x9FB21C651E98DF25)).Next());

    /// <summary>Returns the next free id and marks it as taken.</summary>
    /// <exception cref="NotSupportedException">The file has so many ids that no free one is found.</exception>
    public string Take(ulong key, int index)
    {
        ulong call = key + ((ulong)index * 0xD1B54A32D192ED03);
        for (int draw = 0; draw < MostDraws; draw++)
        {
            string id = Draw(call, draw);
            if (TryAdd(id))
                return id;
        }

        throw new NotSupportedException("the file has so many calls that no id is left for another. Begin a new file.");
    }

    /// <summary>Marks the ids of a file's rows as taken.</summary>
    /// <param name="lines">The file, decompressed.</param>
    /// <exception cref="InvalidDataException">The file is compressed and damaged.</exception>
    public void TakeAll(Stream lines)
    {
        foreach ((_, ReadOnlyMemory<byte> line, _) in new LineSource(lines).Read())
        {
            Utf8JsonReader reader = new(line.Span, new JsonReaderOptions { MaxDepth = JsonLine.MaximumDepth });
            try
            {
                while (reader.Read())
                {
                    if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("id"u8) && reader.Read() && reader.TokenType == JsonTokenType.String)
                        TryAdd(reader.GetString()!);
                }
            }
            catch (Exception error) when (error is JsonException or InvalidOperationException)
            {
                // A bad line has no id that a trainer could read.
            }
        }
    }

    private static string Spell(ulong number) => string.Create(Length, number, static (id, number) =>
    {
        for (int i = 0; i < Length; i++)
        {
            id[i] = Digits[(int)(number % 62)];
            number /= 62;
        }
    });

    private bool TryAdd(string id)
    {
        ulong hash = StableRandom.Hash(id);
        if (_taken.Contains(hash))
            return false;

        _taken.Add(hash);
        return true;
    }
}
