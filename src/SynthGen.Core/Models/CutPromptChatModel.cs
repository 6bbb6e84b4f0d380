namespace SynthGen.Models;

/// <summary>Warns once of a server that read far less than it was sent: it cut the prompt to its context, and said nothing.</summary>
/// <param name="inner">The model.</param>
/// <param name="warn">Shows a warning; from any thread.</param>
public sealed class CutPromptChatModel(IChatModel inner, Action<string> warn) : DelegatingChatModel(inner)
{
    // Below this a tokenizer of its own kind, or a count without the instruction, could mislead.
    private const int FewestWords = 500;

    // A word is a token or more; some servers leave out of their count what they had cached.
    private const double FewestTokensPerWord = .75;

    private int _warned;

    /// <inheritdoc/>
    public override async Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        ChatReply reply = await Inner.CompleteAsync(request, cancellationToken).ConfigureAwait(false);
        long read = (long)(reply.InputTokens ?? 0) + (reply.CachedTokens ?? 0);
        if (read == 0 || Volatile.Read(ref _warned) != 0)
            return reply;
        int words = request.Turns.Sum(turn => Words(turn.Text));
        if (words >= FewestWords && read < words * FewestTokensPerWord && Interlocked.Exchange(ref _warned, 1) == 0)
        {
            warn(
                $"The server read {read} tokens of a prompt of {words} words: it cut the rest off and did not say so. Pages lose their text. Raise its context "
                + "(Ollama: OLLAMA_CONTEXT_LENGTH=32768, or PARAMETER num_ctx in a Modelfile; llama.cpp: -c; vLLM: --max-model-len; LM Studio: Context Length).");
        }

        return reply;
    }

    private static int Words(ReadOnlySpan<char> text)
    {
        int count = 0;
        bool isWithin = false;
        foreach (char c in text)
        {
            bool isWord = !char.IsWhiteSpace(c);
            if (isWord && !isWithin)
                count++;
            isWithin = isWord;
        }

        return count;
    }
}
