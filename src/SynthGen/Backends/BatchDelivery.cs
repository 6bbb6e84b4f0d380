using System.Management.Automation;
using SynthGen.Models;
using SynthGen.Models.Batches;

namespace SynthGen.Backends;

/// <summary>Delivers a command's requests in jobs of a service's Batch API.</summary>
internal sealed class BatchDelivery : IDisposable
{
    private readonly ModelSettings _settings;
    private readonly ChatModelSettings _connection;
    private readonly string _service;
    private readonly string _journalPath;
    private readonly Lazy<BatchQueue> _queue;

    private BatchDelivery(HostedBackend backend, ModelSettings settings, ChatModelSettings connection, string journalPath)
    {
        (_settings, _connection, _journalPath) = (settings, connection, journalPath);
        _service = NameOf(backend, connection);
        _queue = new(Open);
    }

    /// <summary>Whether what fails in a job is asked directly.</summary>
    public bool HasFallback => _settings.Jobs.BatchFallback;

    /// <summary>The jobs and requests so far; null if nothing was sent.</summary>
    public BatchTally? Tally => _queue.IsValueCreated ? _queue.Value.Tally : null;

    /// <summary>The jobs under way, in words after a comma.</summary>
    public string PaceText => Tally is { } tally ? $", {tally.Open} jobs under way with {tally.OpenRequests} requests" : "";

    /// <summary>Prepares the delivery; nothing is sent or opened yet.</summary>
    /// <param name="backend">The service.</param>
    /// <param name="settings">The command's parameters.</param>
    /// <param name="connection">The way to the service.</param>
    /// <param name="journalPath">The command's journal; null for none.</param>
    /// <returns>The delivery; null if requests are sent directly.</returns>
    /// <exception cref="ConfigurationException">The settings are invalid.</exception>
    public static BatchDelivery? Prepare(HostedBackend backend, ModelSettings settings, ChatModelSettings connection, string? journalPath)
    {
        BatchSettings jobs = settings.Jobs;
        foreach (string parameter in (string[])[nameof(jobs.Wait), nameof(jobs.BatchFallback), nameof(jobs.BatchSize)])
            ParameterCheck.RefuseWithout(settings.Session, parameter, jobs.Batch, "-Batch");
        if (!jobs.Batch)
            return null;
        if (journalPath is null)
        {
            throw new ConfigurationException(Errors.Create(
                "MissingJournal", ErrorCategory.InvalidArgument, backend.Name, "-Batch needs a journal: a job outlives the command that created it.",
                "Give -JournalPath; the same command with the same journal finds its jobs again."));
        }

        if (!jobs.BatchFallback)
        {
            ParameterCheck.Refuse(
                settings.Session, [nameof(settings.ThrottleLimit), nameof(HostedSettings.RequestLimit), nameof(HostedSettings.TokenLimit)],
                names => $"{names} does nothing with -Batch.", "Leave it out, or add -BatchFallback, whose direct requests it limits; -BatchSize limits a job.");
        }

        using IBatchService service = CreateService(backend, connection);
        return new BatchDelivery(backend, settings, connection, journalPath);
    }

    /// <summary>The service's Batch API.</summary>
    /// <exception cref="ConfigurationException">It has none that is supported.</exception>
    public static IBatchService CreateService(HostedBackend backend, ChatModelSettings connection) =>
        LibraryLoadContext.Create<IBatchServiceFactory>().Create(connection) ?? throw new ConfigurationException(Errors.Create(
            "BatchNotSupported", ErrorCategory.NotImplemented, EndpointText.Of(connection.Endpoint), $"Jobs are not supported for {backend.Name} at {connection.Platform}.",
            "Leave out -Batch, or ask the Gemini API, OpenAI or a server that speaks as it does."));

    /// <summary>How a journal names a service.</summary>
    public static string NameOf(HostedBackend backend, ChatModelSettings connection) => $"{backend.Name} {EndpointText.Of(connection.Endpoint)}";

    /// <summary>The way to a model through jobs.</summary>
    /// <exception cref="ConfigurationException">The journal of jobs cannot be opened.</exception>
    public ChatModelSettings Through(ChatModelSettings connection)
    {
        BatchQueue queue = _queue.Value;
        return connection with
        {
            Timeout = Timeout.InfiniteTimeSpan,
            Delivery = (body, cancellationToken) => queue.SendAsync(connection.Model, body, cancellationToken),
        };
    }

    /// <summary>Declares that no more work comes but what is under way.</summary>
    public void Close()
    {
        if (_queue.IsValueCreated)
            _queue.Value.Close();
    }

    /// <summary>What is under way, in a sentence; null if nothing is.</summary>
    public string? Unfinished(string rest) => Tally is { } tally ? $"Jobs: {tally}. {rest}" : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_queue.IsValueCreated)
            _queue.Value.Dispose();
    }

    private BatchQueue Open()
    {
        BatchJournal journal = JournalFile.OpenBatches(_settings.Session, _journalPath);
        BatchOptions options = new(_service, _settings.Jobs.Wait)
        {
            Size = _settings.Jobs.BatchSize,
            RetryLimit = _settings.Connection.RetryLimit,
            MaxWait = _settings.Connection.MaxWait,
            Log = _settings.Session.Verbose,
        };
        return new BatchQueue(LibraryLoadContext.Create<IBatchServiceFactory>().Create(_connection)!, journal, options, TimeProvider.System, _settings.Session.StopToken);
    }
}
