using System.Runtime.InteropServices;
using SynthGen.TestServer.Faults;
using SynthGen.TestServer.Model;

namespace SynthGen.TestServer.Log;

/// <summary>Every request that a server received, with counters. Safe to use from many threads; it returns copies.</summary>
public sealed class RequestLog(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<LoggedRequest> _requests = [];
    private readonly Dictionary<PageKey, PageCount> _pages = [];
    private readonly Dictionary<int, int> _statuses = [];
    private readonly Dictionary<Fault, int> _faults = [];
    private int _inFlight;

    /// <summary>All requests, in the order of arrival.</summary>
    public IReadOnlyList<LoggedRequest> Requests => Copy(() => _requests.ToArray());

    /// <summary>The number of requests.</summary>
    public int Count => Copy(() => _requests.Count);

    /// <summary>Counts of each page.</summary>
    public IReadOnlyDictionary<PageKey, PageCount> Pages => Copy(() => new Dictionary<PageKey, PageCount>(_pages));

    /// <summary>How many ended with each status; 0 for those that got no answer.</summary>
    public IReadOnlyDictionary<int, int> Statuses => Copy(() => new Dictionary<int, int>(_statuses));

    /// <summary>How many each fault hit; refusals of the quota are not faults.</summary>
    public IReadOnlyDictionary<Fault, int> Faults => Copy(() => new Dictionary<Fault, int>(_faults));

    /// <summary>Requests being answered now.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>The most requests that were being answered at one time.</summary>
    public int MostInFlight { get; private set; }

    /// <summary>Whether any request had a key in its URL.</summary>
    public bool KeyInUrl { get; private set; }

    /// <summary>All requests about pages with this text.</summary>
    public IReadOnlyList<LoggedRequest> About(string pageText)
    {
        ulong hash = PageHash.Of(pageText);
        return Copy(() => _requests.FindAll(request => request.Page.Hash == hash));
    }

    /// <summary>Waits until no request is being answered: a client that left is noticed a little later.</summary>
    public async Task WaitUntilIdleAsync(CancellationToken cancellationToken = default)
    {
        while (InFlight > 0)
            await Task.Delay(1, cancellationToken);
    }

    /// <summary>Clears the log; requests in progress are still answered.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _requests.Clear();
            _pages.Clear();
            _statuses.Clear();
            _faults.Clear();
            MostInFlight = _inFlight;
            KeyInUrl = false;
        }
    }

    internal LoggedRequest Enter(Ask ask, bool isOverQuota, bool isLetIn, Func<int, Fault> faultOf)
    {
        lock (_gate)
        {
            PageKey key = ask.Page.Key;
            ref PageCount page = ref CollectionsMarshal.GetValueRefOrAddDefault(_pages, key, out _);
            bool isAttempt = isLetIn && !isOverQuota && ask.ContinuationToken is null;
            page = page with { Requests = page.Requests + 1, Attempts = page.Attempts + (isAttempt ? 1 : 0) };
            Fault fault = isAttempt || !isLetIn ? faultOf(page.Attempts) : Fault.None;
            if (fault is not Fault.None)
                CollectionsMarshal.GetValueRefOrAddDefault(_faults, fault, out _)++;
            _inFlight++;
            MostInFlight = Math.Max(MostInFlight, _inFlight);
            KeyInUrl |= ask.KeyInUrl;
            LoggedRequest request = new()
            {
                Sequence = _requests.Count + 1,
                Arrival = time.GetUtcNow(),
                Page = key,
                Attempt = page.Attempts,
                InFlight = _inFlight,
                KeyInUrl = ask.KeyInUrl,
                IsOverQuota = isOverQuota,
                Fault = fault,
            };
            _requests.Add(request);
            return request;
        }
    }

    internal void Leave(LoggedRequest request, int status, string? finish, bool isComplete)
    {
        lock (_gate)
        {
            _inFlight--;
            request.Status = status;
            request.Finish = finish;
            request.IsComplete = isComplete;
            request.Elapsed = time.GetUtcNow() - request.Arrival;
            CollectionsMarshal.GetValueRefOrAddDefault(_statuses, status, out _)++;
            if (status == 200 && isComplete)
            {
                ref PageCount page = ref CollectionsMarshal.GetValueRefOrAddDefault(_pages, request.Page, out _);
                page = page with { Replies = page.Replies + 1 };
            }
        }
    }

    private T Copy<T>(Func<T> read)
    {
        lock (_gate)
            return read();
    }
}
