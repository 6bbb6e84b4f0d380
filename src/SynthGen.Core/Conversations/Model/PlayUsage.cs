using SynthGen.Models;

namespace SynthGen.Conversations.Model;

/// <summary>The requests and tokens of one plan. Not thread-safe: the parts of a conversation speak in turn.</summary>
internal sealed class PlayUsage
{
    private TimeSpan _elapsed;
    private int _timed;

    /// <summary>The number of requests, including those without a reply.</summary>
    public int Attempts { get; private set; }

    /// <summary>Input tokens.</summary>
    public int InputTokens { get; private set; }

    /// <summary>Output tokens.</summary>
    public int OutputTokens { get; private set; }

    /// <summary>The mean time of a reply, in milliseconds; null if none of them was timed.</summary>
    public double? Latency => _timed == 0 ? null : Math.Round(_elapsed.TotalMilliseconds / _timed, 1);

    /// <summary>Whether every reply so far came from a journal.</summary>
    public bool IsResumed { get; private set; } = true;

    /// <summary>Counts a reply.</summary>
    public void Add(ChatReply reply, bool isKnown)
    {
        Attempts += reply.Attempts;
        InputTokens += reply.InputTokens ?? 0;
        OutputTokens += reply.OutputTokens ?? 0;
        IsResumed &= isKnown;
        _elapsed += reply.Elapsed ?? TimeSpan.Zero;
        _timed += reply.Elapsed is null ? 0 : 1;
    }

    /// <summary>Counts requests that got no reply.</summary>
    public void Add(ChatException fault)
    {
        Attempts += fault.Attempts;
        InputTokens += fault.InputTokens;
        OutputTokens += fault.OutputTokens;
        IsResumed = false;
    }
}
