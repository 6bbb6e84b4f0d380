namespace SynthGen;

/// <summary>A share of a document's pages: one of a number of shards that have each page once.</summary>
/// <param name="Index">The number of the shard, from 0.</param>
/// <param name="Count">The number of all shards.</param>
public sealed record PageShard(int Index, int Count)
{
    /// <summary>The number of its pages.</summary>
    public int Pages { get; init; }

    /// <summary>The number of the document's pages, in all shards.</summary>
    public int DocumentPages { get; init; }

    /// <summary>The document's identity: 32 hexadecimal digits of a hash of its pages, names and text.</summary>
    public string Document { get; init; } = "";

    /// <summary>Whether the document came to its end, so that the counts are final.</summary>
    public bool IsComplete { get; init; }

    /// <summary>Shard and pages.</summary>
    public override string ToString() => $"shard {Index} of {Count}: {Pages} of {DocumentPages} pages";
}
