using System.Text.Json;
using SynthGen.Datasets.Formats.Messages;
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
    private const int MostDraws = 10_000;
    private readonly BloomFilter _taken = new();

    /// <summary>Takes the next id that is free.</summary>
    /// <exception cref="NotSupportedException">There are so many ids in the file that none is found.</exception>
    public string Take(ulong key, int index)
    {
        for (int draw = 0; draw < MostDraws; draw++)
        {
            string id = ShortCallId.Of(key, index, draw);
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

    private bool TryAdd(string id)
    {
        ulong hash = StableRandom.Hash(id);
        if (_taken.Contains(hash))
            return false;

        _taken.Add(hash);
        return true;
    }
}
