using LLama.Native;
using SynthGen.Generation.Grammar;
using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>A request on its way through the decoder.</summary>
/// <param name="Tokens">The conversation.</param>
/// <param name="Grammar">What the reply is held to; null for free text.</param>
/// <param name="Sampling">How to sample.</param>
/// <param name="MostTokens">The most tokens of the reply.</param>
internal sealed record Job(LLamaToken[] Tokens, JsonGrammar? Grammar, ChatSampling Sampling, int MostTokens) : IComparable<Job>
{
    /// <summary>The reply, when it is there. Goes on elsewhere: the decoder does not wait for what is made of it.</summary>
    public TaskCompletionSource<JobReply> Reply { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When it was first seen by the decoder: those of an earlier round go first.</summary>
    public long Round { get; set; } = long.MaxValue;

    /// <summary>Whether nobody waits for it any longer.</summary>
    public bool IsCancelled => Reply.Task.IsCompleted;

    /// <summary>A seed of its own: of the run's and of what it asks, so that neither place nor time matters.</summary>
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

    /// <summary>By round, then by what they ask: an order that does not depend on who came first.</summary>
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

/// <summary>What came of a request.</summary>
/// <param name="Text">The text.</param>
/// <param name="Tokens">How many tokens it has.</param>
/// <param name="SharedTokens">How many tokens of the conversation were computed before, for all.</param>
/// <param name="IsWhole">Whether the model ended it.</param>
internal sealed record JobReply(string Text, int Tokens, int SharedTokens, bool IsWhole);
