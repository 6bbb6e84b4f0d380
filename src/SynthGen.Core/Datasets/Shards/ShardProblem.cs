namespace SynthGen.Datasets.Shards;

/// <summary>What is wrong with shards that are to be merged.</summary>
public enum ShardFault
{
    /// <summary>No file of the shard is among those given.</summary>
    Missing,

    /// <summary>The file has no proof beside it: its task did not end, or the file is not a shard.</summary>
    Unfinished,

    /// <summary>The file, or its proof, is not as it was written.</summary>
    Damaged,

    /// <summary>Another file is the same shard.</summary>
    Twice,

    /// <summary>It is one of another number of shards.</summary>
    OtherCount,

    /// <summary>It is of another document.</summary>
    OtherDocument,

    /// <summary>It is of a command with other settings.</summary>
    OtherCommand,
}

/// <summary>Shards that cannot be merged, for one reason.</summary>
/// <param name="Fault">The reason.</param>
/// <param name="Shards">Their files; of missing ones their numbers.</param>
public sealed record ShardProblem(ShardFault Fault, IReadOnlyList<string> Shards);

/// <summary>A shard that can be merged.</summary>
/// <param name="Path">Its file.</param>
/// <param name="Done">What is in it.</param>
public sealed record ShardPart(string Path, ShardDone Done);
