using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SynthGen.Models.Batches;

/// <summary>
/// The work that calls belong to: a page, a row or a conversation. A call's key depends on its work and request alone, so that
/// the same work finds its answers again in a later run; a request that the same work repeats after a reply has a key of its own.
/// </summary>
public sealed class BatchScope : IDisposable
{
    private static readonly AsyncLocal<BatchScope?> Local = new();

    private readonly Lock _lock = new();
    private readonly Dictionary<UInt128, int> _replies = [];
    private readonly List<(BatchJournal Journal, UInt128 Key)> _used = [];
    private readonly BatchScope? _outer = Local.Value;
    private readonly string _identity;

    private BatchScope(string identity) => _identity = identity;

    /// <summary>The work that the current flow of control belongs to; null for none.</summary>
    public static BatchScope? Current => Local.Value;

    /// <summary>Begins a piece of work in the current flow of control.</summary>
    /// <param name="identity">Tells works apart whose equal requests are to get a reply each; empty if they may share one.</param>
    public static BatchScope Begin(string identity = "") => Local.Value = new BatchScope(identity);

    /// <summary>Forgets the replies that the work used: it failed, and is to get others when it is tried again.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            foreach (IGrouping<BatchJournal, UInt128> used in _used.GroupBy(one => one.Journal, one => one.Key))
                used.Key.Forget([.. used]);
            _used.Clear();
        }
    }

    /// <summary>Ends the work.</summary>
    public void Dispose() => Local.Value = _outer;

    /// <summary>Returns the hash of a request, and the key of its next call.</summary>
    internal (UInt128 Hash, UInt128 Key) KeyOf(string service, string model, ReadOnlySpan<byte> body)
    {
        UInt128 hash = HashOf($"{service}\0{model}\0{_identity}\0", body);
        lock (_lock)
            return (hash, HashOf($"{_replies.GetValueOrDefault(hash)}\0{hash:x32}", []));
    }

    /// <summary>Records that a call got a reply, which the work uses.</summary>
    internal void Use(BatchJournal journal, UInt128 hash, UInt128 key)
    {
        lock (_lock)
        {
            _replies[hash] = _replies.GetValueOrDefault(hash) + 1;
            _used.Add((journal, key));
        }
    }

    private static UInt128 HashOf(string head, ReadOnlySpan<byte> rest)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(head));
        hash.AppendData(rest);
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
