using System.Net;
using System.Net.Http.Headers;

namespace SynthGen.Models.Hub;

/// <summary>Downloads one file, and resumes after an interruption.</summary>
internal sealed class FileDownload(HubConnection connection, TimeProvider time)
{
    private const int MostRetries = 5, BlockSize = 1024 * 1024;

    // Whoever is asked to come back in hours is told so at once.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>
    /// Raised on any thread before an interrupted transfer is retried, with the attempt's number in a row, the wait and
    /// the reason.
    /// </summary>
    public event Action<int, TimeSpan, HubException>? Retrying;

    /// <summary>Completes a partial file.</summary>
    /// <param name="model">The model.</param>
    /// <param name="file">Its file.</param>
    /// <param name="part">The partial file.</param>
    /// <param name="progress">Called with the number of bytes that have arrived.</param>
    /// <param name="cancellationToken">Cancels the download; the partial file stays.</param>
    /// <exception cref="HubException">The download cannot be completed.</exception>
    public async Task CompleteAsync(HubModel model, HubFile file, PartialFile part, Action<long> progress, CancellationToken cancellationToken)
    {
        if (part.Length > file.Size)
            part.Restart();
        Uri address = connection.AddressOf(model.Repository, model.Commit, file.Path);
        int failures = 0;
        while (part.Length < file.Size)
        {
            long from = part.Length;
            bool isResumed = true;
            try
            {
                await ReceiveAsync(address, model.Repository, file, part, progress, () => isResumed = from == 0, cancellationToken);
            }
            catch (HubException error) when (error.IsTransient)
            {
                // A server that starts over each time makes no progress.
                failures = isResumed && part.Length > from ? 1 : failures + 1;
                if (failures > MostRetries || error.RetryAfter > LongestWait)
                    throw GivenUp(file, part, error);
                TimeSpan wait = error.RetryAfter ?? TimeSpan.FromSeconds(1 << (failures - 1));
                Retrying?.Invoke(failures, wait, error);
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    private async Task ReceiveAsync(
        Uri address, string repository, HubFile file, PartialFile part, Action<long> progress, Action onWhole, CancellationToken cancellationToken)
    {
        long from = part.Length;
        using HttpResponseMessage response = await connection.GetAsync(address, repository, from, part.EntityTag, cancellationToken);
        ContentRangeHeaderValue? range = response.Content.Headers.ContentRange;
        if (response.StatusCode != HttpStatusCode.OK && (from == 0 || range?.From != from || range.Length is { } whole && whole != file.Size))
        {
            if (from == 0)
                throw new HubException(HubError.ServerError, $"{address.Host} answered with status {(int)response.StatusCode} to a request without a range.");
            // The server has other content now, or cannot send the rest.
            part.Restart();
            return;
        }

        if (response.StatusCode == HttpStatusCode.OK)
        {
            onWhole();
            part.Restart();
            part.EntityTag = response.Headers.ETag is { IsWeak: false } tag ? tag.Tag : null;
        }

        if (response.Content.Headers.ContentLength is { } length && part.Length + length != file.Size)
            throw WrongSize(file, part);
        await CopyAsync(response, file, part, progress, cancellationToken);
    }

    private async Task CopyAsync(HttpResponseMessage response, HubFile file, PartialFile part, Action<long> progress, CancellationToken cancellationToken)
    {
        using CancellationTokenSource silence = new(Timeout.InfiniteTimeSpan, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        byte[] block = new byte[BlockSize];
        await using Stream body = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (await ReadAsync() is > 0 and int read)
        {
            if (part.Length + read > file.Size)
                throw WrongSize(file, part);
            part.Append(block.AsSpan(0, read));
            progress(part.Length);
        }

        if (part.Length < file.Size)
            throw new HubException(HubError.Broken, "the server ended it early.");

        async Task<int> ReadAsync()
        {
            silence.CancelAfter(HubConnection.IdleTimeout);
            try
            {
                return await body.ReadAsync(block, either.Token);
            }
            catch (Exception error) when (error is IOException or HttpRequestException)
            {
                throw new HubException(HubError.Broken, error.GetBaseException().Message, error);
            }
            catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
            {
                throw new HubException(HubError.Broken, $"nothing came for {HubConnection.IdleTimeout.TotalSeconds} s.", error);
            }
        }
    }

    private static HubException WrongSize(HubFile file, PartialFile part)
    {
        part.Delete();
        return new HubException(HubError.BadChecksum, $"The server gives '{file.Path}' in another size than the {file.Size:N0} bytes that the Hub names.");
    }

    private static HubException GivenUp(HubFile file, PartialFile part, HubException error) => error.Fault == HubError.RateLimited ? error : new HubException(
        HubError.Broken, $"The transfer of '{file.Path}' broke off {MostRetries + 1} times in a row, with {part.Length:N0} of {file.Size:N0} bytes here: {error.Message}", error);
}
