using System.Globalization;

namespace SynthGen.Datasets.Shards;

/// <summary>The shards of one dataset, checked by their proofs: what most of them are of decides which do not belong to them.</summary>
public sealed class ShardSet
{
    private readonly List<ShardProblem> _problems = [];

    private ShardSet(IReadOnlyList<ShardPart> parts) => Parts = parts;

    /// <summary>The shards that belong together, by their numbers.</summary>
    public IReadOnlyList<ShardPart> Parts { get; private set; }

    /// <summary>What is wrong with others, one entry for each kind of fault.</summary>
    public IReadOnlyList<ShardProblem> Problems => [.. _problems.OrderBy(problem => problem.Fault)];

    /// <summary>The number of shards of which these are; 0 if none could be read.</summary>
    public int Count => Parts.Count == 0 ? 0 : Parts[0].Done.Count;

    /// <summary>Reads the proofs beside files.</summary>
    /// <param name="paths">The files, each once.</param>
    /// <exception cref="IOException">A proof cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public static ShardSet Read(IEnumerable<string> paths)
    {
        List<ShardPart> read = [];
        List<string> unfinished = [], damaged = [];
        foreach (string path in paths)
        {
            try
            {
                if (ShardDone.Read(path) is { } done)
                    read.Add(new ShardPart(path, done));
                else
                    unfinished.Add(path);
            }
            catch (InvalidDataException)
            {
                damaged.Add(path);
            }
        }

        ShardSet set = new(read);
        set.Report(ShardFault.Unfinished, unfinished);
        set.Report(ShardFault.Damaged, damaged);
        set.KeepAlike(ShardFault.OtherCount, done => done.Count);
        set.KeepAlike(ShardFault.OtherDocument, done => (done.Document, done.DocumentPages));
        set.KeepAlike(ShardFault.OtherCommand, done => done.Command);
        set.KeepFirst();
        set.ReportMissing();
        return set;
    }

    /// <summary>Compares each file with its proof, which takes reading all of it.</summary>
    /// <param name="watch">Takes the number of bytes of a file read so far; null for nobody.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Access is denied.</exception>
    public void Verify(Func<string, Action<long>>? watch, CancellationToken cancellation)
    {
        List<string> changed = [];
        foreach (ShardPart part in Parts)
        {
            cancellation.ThrowIfCancellationRequested();
            using Stream file = DatasetFile.OpenBytes(part.Path, cancellation, watch?.Invoke(part.Path));
            if (file.Length != part.Done.Bytes || !string.Equals(Folders.ManifestFile.Hash(file), part.Done.Sha256, StringComparison.OrdinalIgnoreCase))
                changed.Add(part.Path);
        }

        Parts = [.. Parts.Where(part => !changed.Contains(part.Path))];
        Report(ShardFault.Damaged, changed);
    }

    private void Report(ShardFault fault, IReadOnlyList<string> shards)
    {
        if (shards.Count == 0)
            return;
        int known = _problems.FindIndex(problem => problem.Fault == fault);
        if (known < 0)
            _problems.Add(new ShardProblem(fault, shards));
        else
            _problems[known] = _problems[known] with { Shards = [.. _problems[known].Shards, .. shards] };
    }

    // Of two that are equally frequent, the first counts.
    private void KeepAlike<T>(ShardFault fault, Func<ShardDone, T> of)
        where T : notnull
    {
        if (Parts.Count == 0)
            return;
        T usual = Parts.CountBy(part => of(part.Done)).MaxBy(group => group.Value).Key;
        Report(fault, [.. Parts.Where(part => !usual.Equals(of(part.Done))).Select(part => part.Path)]);
        Parts = [.. Parts.Where(part => usual.Equals(of(part.Done)))];
    }

    private void KeepFirst()
    {
        Report(ShardFault.Twice, [.. Parts.GroupBy(part => part.Done.Shard).SelectMany(same => same.Skip(1)).Select(part => part.Path)]);
        Parts = [.. Parts.DistinctBy(part => part.Done.Shard).OrderBy(part => part.Done.Shard)];
    }

    // A file that is there but cannot be used is reported as what it is.
    private void ReportMissing()
    {
        IEnumerable<string> unusable = _problems.Where(problem => problem.Fault != ShardFault.OtherCount).SelectMany(problem => problem.Shards);
        HashSet<int> there = [.. Parts.Select(part => part.Done.Shard), .. unusable.Select(path => ShardName.Parse(path)?.Index ?? -1)];
        Report(ShardFault.Missing, [.. Enumerable.Range(0, Count).Where(shard => !there.Contains(shard)).Select(shard => shard.ToString(CultureInfo.InvariantCulture))]);
    }
}
