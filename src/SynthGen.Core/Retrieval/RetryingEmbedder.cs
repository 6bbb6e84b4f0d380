using SynthGen.Models;
using SynthGen.Models.Pacing;

namespace SynthGen.Retrieval;

/// <summary>Sends each request when the pace allows, and again when it failed for reasons of the moment. Long texts are cut.</summary>
/// <param name="inner">The model; it is disposed of with this one.</param>
/// <param name="retryLimit">How often a request is sent again, from 0.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Numbers from 0 to below 1, for jitter.</param>
public sealed class RetryingEmbedder(ITextEmbedder inner, int retryLimit, TimeProvider time, Func<double> random) : ITextEmbedder
{
    /// <summary>
    /// Characters of a text that are sent: models take some 2,000 or 8,000 tokens, and refuse or cut what is longer. A page has
    /// rarely more.
    /// </summary>
    public const int LongestText = 8000;

    private readonly RequestPace _pace = new(new PaceLimits(), time, random);

    /// <summary>Told of every retry: which one it is, after what, and how long it waits.</summary>
    public event Action<int, TimeSpan, ChatException>? Retrying;

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    /// <exception cref="RunEndedException">No further request will do.</exception>
    public async Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, EmbeddingUse use, CancellationToken cancellationToken)
    {
        string[] sent = [.. texts.Select(Cut)];
        int tokens = sent.Sum(text => text.Length) / 4;

        // Queries come one by one, long after another: what ended one does not end the next.
        using RequestPace? own = use == EmbeddingUse.Query ? new(new PaceLimits(), time, random) : null;
        RequestSender sender = new(own ?? _pace, retryLimit, time, random);
        sender.Retrying += (retry, wait, fault) => Retrying?.Invoke(retry, wait, fault);
        (IReadOnlyList<float[]> vectors, _) = await sender.SendAsync(
            tokens, token => inner.EmbedAsync(sent, use, token), (pace, _) => pace.Succeeded(null, null, tokens), cancellationToken).ConfigureAwait(false);
        return vectors;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _pace.Dispose();
        inner.Dispose();
    }

    // A blank page is one full stop, for services refuse to embed nothing.
    private static string Cut(string text) =>
        string.IsNullOrWhiteSpace(text) ? "."
        : text.Length <= LongestText ? text
        : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)];
}
