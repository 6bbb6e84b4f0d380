using LLama;
using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>The size of a context, and the share of it that a request may take.</summary>
/// <param name="Total">Tokens that all requests in work share, including the instruction.</param>
/// <param name="PerRequest">Tokens that one request may take with its instruction and its reply.</param>
/// <param name="Warning">The warning that the context is larger than the model was trained for; null if it is not.</param>
internal sealed record ContextPlan(int Total, int PerRequest, string? Warning)
{
    // Enough for a page of 1,500 words; a longer page takes from the others' share.
    private const int UsualPage = 2048;
    private const int LeastOfPage = 64;
    private const int Alone = 8192;
    private const int Unit = 256;

    /// <summary>Plans the context of a model.</summary>
    /// <param name="settings">The user's settings.</param>
    /// <param name="weights">The model.</param>
    /// <param name="prefix">The tokens of the instruction.</param>
    /// <exception cref="LocalModelException">The context has no room for a page.</exception>
    public static ContextPlan Of(LocalModelSettings settings, LLamaWeights weights, int prefix)
    {
        long total = settings.ContextSize ?? prefix + Math.Max(Alone, (long)settings.Concurrency * (UsualPage + settings.ReplySize));
        int trained = weights.ContextSize > 0 ? weights.ContextSize : int.MaxValue;
        int perRequest = (int)Math.Min(total, trained);
        int least = prefix + LeastOfPage + settings.ReplySize;
        if (perRequest < least)
        {
            string limit = perRequest < total ? $"the model was trained for {trained} tokens" : $"the context has {total} tokens";
            throw new LocalModelException(LocalModelError.ContextTooSmall,
                $"The instruction takes {prefix} tokens and a reply up to {settings.ReplySize}, but {limit}.");
        }

        // No more than all requests at their longest need.
        long useful = prefix + (long)settings.Concurrency * (perRequest - prefix);
        string? warning = settings.ContextSize > useful
            ? $"The model was trained for {trained} tokens, so {settings.Concurrency} at a time can use {useful} of the {settings.ContextSize} tokens of context that were asked for; {useful} are taken."
            : null;
        total = Math.Min(total, useful);
        total = (total + Unit - 1) / Unit * Unit;
        MachineMemory.CheckContext(weights, total);
        return new ContextPlan((int)Math.Min(total, int.MaxValue), perRequest, warning);
    }
}
