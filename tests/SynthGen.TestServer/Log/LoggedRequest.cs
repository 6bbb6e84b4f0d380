using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;

namespace SynthGen.TestServer.Log;

/// <summary>One request that the server received. Its answer is filled in when it is given.</summary>
public sealed class LoggedRequest
{
    /// <summary>Its place in the order of arrival, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it arrived.</summary>
    public required DateTimeOffset Arrival { get; init; }

    /// <summary>The page asked about.</summary>
    public required PageKey Page { get; init; }

    /// <summary>The page's attempt, from 1; one that the quota refused or that asks for the next part has the number of the one before it.</summary>
    public required int Attempt { get; init; }

    /// <summary>Requests being answered at its arrival, itself included.</summary>
    public required int InFlight { get; init; }

    /// <summary>Whether the URL held a key.</summary>
    public required bool KeyInUrl { get; init; }

    /// <summary>Whether the quota refused it.</summary>
    public required bool IsOverQuota { get; init; }

    /// <summary>The behavior for the request.</summary>
    public required Fault Fault { get; init; }

    /// <summary>The HTTP status of the answer; 0 for none, or none yet.</summary>
    public int Status { get; internal set; }

    /// <summary>The finish reason of the reply; null for none.</summary>
    public string? Finish { get; internal set; }

    /// <summary>From arrival to the end of the answer.</summary>
    public TimeSpan Elapsed { get; internal set; }

    /// <summary>Whether all of the answer is on its way; the client may still not have read it.</summary>
    public bool IsComplete { get; internal set; }
}

/// <summary>Counts of one page.</summary>
/// <param name="Requests">All requests.</param>
/// <param name="Attempts">Those that the quota let through and that asked for a first part.</param>
/// <param name="Replies">Those that were answered with 200, completely.</param>
public readonly record struct PageCount(int Requests, int Attempts, int Replies);
