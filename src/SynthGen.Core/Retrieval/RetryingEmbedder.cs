using SynthGen.Models;
using SynthGen.Models.Pacing;

namespace SynthGen.Retrieval;

/// <summary>Sends each request when the pace allows, and again after a transient error. Long texts are cut.</summary>
/// <param name="inner">The model; disposed of with this one.</param>
/// <param name="retryLimit">The maximum number of retries, from 0.</param>
/// <param name="maxWait">The longest wait that a server may ask for; a longer one ends the run.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Numbers from 0 to below 1, for jitter.</param>
public sealed class RetryingEmbedder(ITextEmbedder inner, int retryLimit, TimeSpan maxWait, TimeProvider time, Func<double> random) : ITextEmbedder
{
    /// <summary>
    /// The maximum number of characters of a text. Models take about 2,000 or 8,000 tokens, and reject or cut longer texts. A
    /// page is rarely longer.
    /// </summary>
    public const int LongestText = 8000;

    private readonly PaceLimits _limits = new() { MaxWait = maxWait };
    private readonly RequestPace _pace = new(new PaceLimits { MaxWait = maxWait }, time, random);

    /// <summary>Raised at every retry, with its number, the wait and the error.</summary>
    public event Action<int, TimeSpan, ChatException>? Retrying;

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public int MostTexts => inner.MostTexts;

    /// <inheritdoc/>
    public IReadOnlyList<string> Divide(string page) => inner.Divide(page);

    /// <inheritdoc/>
    /// <exception cref="RunEndedException">No further request may be sent.</exception>
    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, EmbeddingUse use, CancellationToken cancellationToken)
    {
        string[] sent = [.. texts.Select(Cut)];
        int tokens = sent.Sum(text => text.Length) / 4;

        // Queries come one by one, with long intervals: a failure that ended one must not end the next.
        using RequestPace? own = use == EmbeddingUse.Query ? new(_limits, time, random) : null;
        RequestSender sender = new(own ?? _pace, retryLimit, time, random);
        sender.Retrying += (retry, wait, fault) => Retrying?.Invoke(retry, wait, fault);
        return (await sender.SendAsync(
            tokens, token => inner.EmbedAsync(sent, use, token), (pace, _) => pace.Succeeded(null, null, tokens), cancellationToken).ConfigureAwait(false)).Reply;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pace.Dispose();
        inner.Dispose();
    }

    // Services reject empty texts, so a blank page becomes one full stop.
    private static string Cut(string text) =>
        string.IsNullOrWhiteSpace(text) ? "."
        : text.Length <= LongestText ? text
        : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];
}
