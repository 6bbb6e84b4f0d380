using LLama.Native;
using SynthGen.Generation.Grammar;
using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>A request to the decoder.</summary>
/// <param name="Tokens">The conversation.</param>
/// <param name="Grammar">The grammar of the reply; null for free text.</param>
/// <param name="Sampling">The sampling settings.</param>
/// <param name="MostTokens">The maximum number of tokens in the reply.</param>
internal sealed record Job(LLamaToken[] Tokens, JsonGrammar? Grammar, ChatSampling Sampling, int MostTokens) : IComparable<Job>
{
    /// <summary>The reply, when it is complete. Continuations run on another thread: the decoder does not wait for them.</summary>
    public TaskCompletionSource<JobReply> Reply { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The round in which the decoder first saw the request; earlier rounds go first.</summary>
    public long Round { get; set; } = long.MaxValue;

    /// <summary>Whether nobody waits for the reply any longer.</summary>
    public bool IsCancelled => Reply.Task.IsCompleted;

    /// <summary>The request's own seed, made from the run's seed and the request's content, so that neither place nor time matters.</summary>
    public uint Seed
    {
        get
        {
            // FNV-1a.
            uint hash = 2166136261;
            Mix(Sampling.Seed ?? 0);
            foreach (LLamaToken token in Tokens)
                Mix((int)token);
            return hash == uint.MaxValue ? 0 : hash;

            void Mix(int value)
            {
                for (int shift = 0; shift < 32; shift += 8)
                    hash = (hash ^ (byte)(value >> shift)) * 16777619;
            }
        }
    }

    /// <summary>Orders requests by round, then by content, so that the order of arrival does not matter.</summary>
    public int CompareTo(Job? other)
    {
        if (other is null)
            return 1;
        int order = Round.CompareTo(other.Round);
        for (int i = 0; order == 0 && i < Math.Min(Tokens.Length, other.Tokens.Length); i++)
            order = ((int)Tokens[i]).CompareTo((int)other.Tokens[i]);
        return order != 0 ? order : Tokens.Length.CompareTo(other.Tokens.Length);
    }
}

/// <summary>The result of a request.</summary>
/// <param name="Text">The text.</param>
/// <param name="Tokens">The number of tokens in the text.</param>
/// <param name="SharedTokens">The number of tokens of the conversation that were shared and computed before.</param>
/// <param name="IsWhole">Whether the model ended the text itself.</param>
internal sealed record JobReply(string Text, int Tokens, int SharedTokens, bool IsWhole);
