using LLama;
using LLama.Batched;
using LLama.Common;
using LLama.Exceptions;
using LLama.Native;
using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>
/// A context of llama.cpp. It computes the instruction that all requests begin with once. One step samples the next token
/// of each request whose reply is being written, and reads as much of the others as the batch holds. Not thread-safe.
/// </summary>
internal sealed class Decoder : IDisposable
{
    // Fewer shared tokens than this do not pay for a branch.
    private const int LeastShared = 8;
    private const uint BatchSize = 512;

    private readonly BatchedExecutor _executor;
    private readonly LLamaToken[] _prefix;
    private readonly IReadOnlyDictionary<LLamaToken, float> _unsayable;
    private readonly int _cells;
    private readonly StopFlag _stop = new();
    private Conversation? _instruction;

    /// <summary>Creates a context.</summary>
    /// <exception cref="LocalModelException">There is not enough memory.</exception>
    public Decoder(LLamaWeights weights, LocalModelSettings settings, ContextPlan plan, LLamaToken[] prefix, IReadOnlyDictionary<LLamaToken, float> unsayable)
    {
        _prefix = prefix;
        _unsayable = unsayable;
        _cells = plan.Total;
        int threads = settings.Threads ?? UsualThreads();
        try
        {
            _executor = new BatchedExecutor(weights, new ModelParams(settings.Path)
            {
                ContextSize = (uint)plan.Total,
                SeqMax = (uint)settings.Concurrency + 1,
                BatchSize = BatchSize,
                UBatchSize = BatchSize,
                Threads = threads,
                BatchThreads = threads,
                GpuLayerCount = settings.GpuLayers,
            });
        }
        catch (RuntimeError error)
        {
            throw new LocalModelException(LocalModelError.OutOfMemory,
                $"A context of {plan.Total} tokens cannot be made: {string.Join(' ', NativeLog.LatestErrors.DefaultIfEmpty(error.Message))}", error);
        }

        _stop.Watch(_executor.Context.NativeHandle);
    }

    /// <summary>The number of requests that are being decoded.</summary>
    public List<Slot> Slots { get; } = [];

    /// <summary>The number of tokens computed so far, including the instruction's.</summary>
    public long EvaluatedTokens { get; private set; }

    /// <summary>The number of computed tokens that belong to the shared instruction.</summary>
    public long InstructionTokens { get; private set; }

    /// <summary>Makes the current step end soon, without a result. Safe from any thread.</summary>
    public void Stop() => _stop.Set();

    /// <summary>Admits a request if the context has room for it.</summary>
    public async Task<bool> AdmitAsync(Job job)
    {
        int shared = job.Tokens.AsSpan(0, job.Tokens.Length - 1).CommonPrefixLength(_prefix);
        if (shared < LeastShared)
            shared = 0;
        int taken = _prefix.Length + Slots.Sum(slot => slot.Room);
        if (taken + job.Tokens.Length - shared + job.MostTokens > _cells)
        {
            if (Slots.Count > 0)
                return false;

            // It would fit alone, but not beside the instruction, which it does not begin with.
            _instruction?.Dispose();
            _instruction = null;
            shared = 0;
        }

        if (shared > 0)
            await ReadInstructionAsync().ConfigureAwait(false);
        Conversation conversation = shared > 0 ? _instruction!.Fork() : _executor.Create();
        if (shared > 0 && shared < _prefix.Length)
        {
            conversation.Modify((end, cells) =>
            {
                cells.Remove(shared, end);
                return shared;
            });
        }

        Slots.Add(new Slot(job, conversation, shared, _unsayable));
        return true;
    }

    /// <summary>Removes a request.</summary>
    public void Remove(Slot slot)
    {
        Slots.Remove(slot);
        slot.Dispose();
    }

    /// <summary>Runs one step: computes a batch and samples.</summary>
    /// <exception cref="LLamaDecodeError">The batch could not be computed; the context cannot be used any more.</exception>
    public async Task StepAsync()
    {
        int room = (int)BatchSize;
        foreach (Slot slot in Slots.Where(slot => slot.IsWriting))
            room -= slot.Prompt(1);
        List<Slot> ready = [.. Slots.Where(slot => slot.IsWriting)];
        foreach (Slot slot in Slots.Where(slot => !slot.IsWriting))
        {
            if (room == 0)
                break;
            room -= slot.Prompt(room);
            if (slot.IsWriting)
                ready.Add(slot);
        }

        await InferAsync((int)BatchSize - room).ConfigureAwait(false);
        foreach (Slot slot in ready)
            slot.Locate();
        Parallel.ForEach(ready, slot => slot.Sample());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Slot slot in Slots)
            slot.Dispose();
        Slots.Clear();
        _instruction?.Dispose();
        _executor.Dispose();
        _stop.Dispose();
    }

    private async Task ReadInstructionAsync()
    {
        if (_instruction is not null)
            return;

        Conversation instruction = _executor.Create();
        for (int read = 0; read < _prefix.Length;)
        {
            int count = Math.Min((int)BatchSize, _prefix.Length - read);
            instruction.Prompt(_prefix.AsSpan(read, count));
            await InferAsync(count).ConfigureAwait(false);
            InstructionTokens += count;
            read += count;
        }

        _instruction = instruction;
    }

    private async Task InferAsync(int tokens)
    {
        DecodeResult result = await _executor.Infer().ConfigureAwait(false);
        if (result != DecodeResult.Ok)
            throw new LLamaDecodeError(result);
        EvaluatedTokens += tokens;
    }

    // On machines with many cores a core's second thread adds little.
    private static int UsualThreads() => Environment.ProcessorCount <= 4 ? Environment.ProcessorCount : Environment.ProcessorCount / 2;
}
