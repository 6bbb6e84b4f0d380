using System.Text;
using LLama;
using LLama.Batched;
using LLama.Native;
using LLama.Sampling;
using SynthGen.Generation.Grammar;

namespace SynthGen.Llama;

/// <summary>A place in the batch, with its request.</summary>
internal sealed class Slot : IDisposable
{
    private const float Temperature = .7f, TopP = .95f, MinP = .05f;
    private readonly Conversation _conversation;
    private readonly DefaultSamplingPipeline _sampling;
    private readonly StreamingTokenDecoder _text;
    private readonly SafeLlamaModelHandle.Vocabulary _vocabulary;
    private readonly int _shared;
    private int _read;
    private int _written;
    private int _index;
    private LLamaToken _next;
    private bool _isWhole;

    /// <summary>Creates a slot for a request.</summary>
    /// <param name="job">The request.</param>
    /// <param name="conversation">The conversation in the context; it already holds the first tokens of the request.</param>
    /// <param name="shared">The number of these tokens.</param>
    /// <param name="unsayable">Biases of the tokens that a reply must not hold.</param>
    public Slot(Job job, Conversation conversation, int shared, IReadOnlyDictionary<LLamaToken, float> unsayable)
    {
        Job = job;
        _conversation = conversation;
        _read = _shared = shared;
        _vocabulary = conversation.Executor.Model.Vocab;
        _text = new StreamingTokenDecoder(Encoding.UTF8, conversation.Executor.Model);
        _sampling = new DefaultSamplingPipeline
        {
            Temperature = (float?)job.Sampling.Temperature ?? Temperature,
            TopP = (float?)job.Sampling.TopP ?? TopP,
            MinP = MinP,
            Seed = job.Seed,
            LogitBias = unsayable,
            Grammar = job.Grammar is null ? null : new Grammar(job.Grammar.Text, JsonGrammar.Root),

            // The grammar usually accepts the model's choice; only otherwise is the whole vocabulary searched.
            GrammarOptimization = DefaultSamplingPipeline.GrammarOptimizationMode.Basic,
        };
    }

    /// <summary>The request.</summary>
    public Job Job { get; }

    /// <summary>Whether the conversation is read and the next token can be sampled.</summary>
    public bool IsWriting => _read == Job.Tokens.Length;

    /// <summary>The tokens of the context that the request may take.</summary>
    public int Room => Job.Tokens.Length - _shared + Job.MostTokens;

    /// <summary>Whether the reply is complete.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Adds the slot's next tokens to the batch.</summary>
    /// <param name="room">The number of tokens that still fit into the batch, from 1.</param>
    /// <returns>The number of tokens that were added.</returns>
    public int Prompt(int room)
    {
        if (IsWriting)
        {
            _conversation.Prompt(_next);
            return 1;
        }

        int count = Math.Min(room, Job.Tokens.Length - _read);
        _conversation.Prompt(Job.Tokens.AsSpan(_read, count));
        _read += count;
        return count;
    }

    /// <summary>Finds the slot's output. Slots must call this one after the other, because the native side sorts its output first.</summary>
    public void Locate()
    {
        _index = _conversation.GetSampleIndex();
        _conversation.Executor.Context.NativeHandle.GetLogitsIth(_index);
    }

    /// <summary>Samples the next token. Slots may do this in parallel.</summary>
    public void Sample()
    {
        _next = _sampling.Sample(_conversation.Executor.Context.NativeHandle, _index);
        bool isEnd = _next.IsEndOfGeneration(_vocabulary);
        if (!isEnd)
            _text.Add(_next);
        IsDone = isEnd || ++_written >= Job.MostTokens;
        _isWhole = isEnd;
    }

    /// <summary>The reply.</summary>
    public JobReply ToReply() => new(_text.Read(), _written, _shared, _isWhole);

    /// <inheritdoc/>
    public void Dispose()
    {
        _conversation.Dispose();
        _sampling.Dispose();
    }
}
