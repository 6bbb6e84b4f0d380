using LLama.Exceptions;
using LLama.Native;
using SynthGen.Generation.Grammar;
using SynthGen.Models;

namespace SynthGen.Llama;

/// <summary>
/// Decodes several requests together. A finished request gives its place to the next one between two tokens. With a
/// <see cref="BatchCoordinator"/> the next token is computed only when all expected requests have arrived, so that the same
/// pages are decoded together whatever the timing.
/// </summary>
internal sealed class LlamaChatModel : ILocalChatModel
{
    private readonly Lock _lock = new();
    private readonly ModelCache _kept;
    private readonly LocalModelSettings _settings;
    private readonly IDisposable _listening;
    private readonly ChatTokenizer _tokenizer;
    private readonly ContextPlan _plan;
    private readonly LLamaToken[] _prefix;
    private readonly List<Job> _waiting = [];
    private readonly SemaphoreSlim _changed = new(0);
    private readonly string _name;
    private Decoder? _decoder;
    private Task? _loop;
    private bool _isDisposed;
    private long _round;

    public LlamaChatModel(ModelCache kept, LocalModelSettings settings, IDisposable listening)
    {
        _kept = kept;
        _settings = settings;
        _listening = listening;
        _name = Path.GetFileName(settings.Path);
        _tokenizer = new ChatTokenizer(kept.Weights, TemplateText.Of(kept.Weights, settings));
        _prefix = _tokenizer.Prefix(settings.Instruction);
        _plan = ContextPlan.Of(settings, kept.Weights, _prefix.Length);
        _decoder = CreateDecoder();
        if (settings.Coordinator is { } coordinator)
            coordinator.Changed += Wake;
    }

    /// <inheritdoc/>
    public int ContextSize => _plan.PerRequest;

    /// <inheritdoc/>
    public int ReplySize => _settings.ReplySize;

    /// <inheritdoc/>
    public string? Warning => _plan.Warning;

    /// <summary>The number of tokens computed so far.</summary>
    public long EvaluatedTokens { get; private set; }

    /// <summary>The number of computed tokens that belong to the instruction.</summary>
    public long InstructionTokens { get; private set; }

    /// <summary>The number of decoding steps.</summary>
    public long Steps { get; private set; }

    /// <inheritdoc/>
    public int CountTokens(IReadOnlyList<ChatTurn> turns) => _tokenizer.Tokenize(turns).Length;

    /// <inheritdoc/>
    public async Task<ChatReply> CompleteAsync(ChatRequest request, CancellationToken cancellationToken)
    {
        if (request.Tools.Count > 0)
            throw new ChatException(ChatErrorKind.Fatal, "Models in this process cannot call tools.") { IsLocal = true, Subject = RefusalSubject.Tools };
        LLamaToken[] tokens = _tokenizer.Tokenize(request.Turns);
        int most = Math.Min(request.Sampling.MaxOutputToken ?? int.MaxValue, ReplySize);
        if (tokens.Length + most > ContextSize)
            throw new ChatException(ChatErrorKind.Page, $"The conversation takes {tokens.Length} tokens and the reply up to {most}, of {ContextSize} that the context holds.") { IsLocal = true };

        Job job = new(tokens, GrammarOf(request.ResponseSchema), request.Sampling, most);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _waiting.Add(job);
            _loop ??= Task.Run(RunAsync, CancellationToken.None);
        }

        Wake();
        using CancellationTokenRegistration cancelling = cancellationToken.Register(() =>
        {
            job.Reply.TrySetCanceled(cancellationToken);
            Wake();
        });
        JobReply reply = await job.Reply.Task.ConfigureAwait(false);
        return new ChatReply(reply.Text, reply.IsWhole ? ChatFinish.Stop : ChatFinish.Length, reply.IsWhole ? "end" : "length", _name)
        {
            InputTokens = tokens.Length,
            CachedTokens = reply.SharedTokens,
            OutputTokens = reply.Tokens,
        };
    }

    /// <summary>Ends all work and returns at once; memory is freed as soon as the current step is over.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            _decoder?.Stop();
            _loop ??= Task.Run(RunAsync, CancellationToken.None);
        }

        if (_settings.Coordinator is { } coordinator)
            coordinator.Changed -= Wake;
        Wake();
    }

    /// <summary>Completes when everything is freed.</summary>
    internal Task Disposed => _loop ?? Task.CompletedTask;

    private Decoder CreateDecoder() => new(_kept.Weights, _settings, _plan, _prefix, _tokenizer.Unsayable);

    private void Wake() => _changed.Release();

    private async Task RunAsync()
    {
        try
        {
            while (!_isDisposed)
            {
                if (IsReady())
                    await StepAsync().ConfigureAwait(false);
                else
                    await _changed.WaitAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            lock (_lock)
            {
                _decoder?.Dispose();
                _waiting.ForEach(job => job.Reply.TrySetCanceled());
            }

            _listening.Dispose();
            _kept.Release();
        }
    }

    // Between two steps: have all requests arrived that are decoded together?
    private bool IsReady()
    {
        lock (_lock)
        {
            _waiting.RemoveAll(job => job.IsCancelled);
            foreach (Slot slot in _decoder?.Slots.Where(slot => slot.Job.IsCancelled).ToList() ?? [])
                _decoder!.Remove(slot);
            int present = _waiting.Count + (_decoder?.Slots.Count ?? 0);
            return present > 0 && present >= (_settings.Coordinator?.Expected ?? 1);
        }
    }

    private async Task StepAsync()
    {
        try
        {
            _decoder ??= CreateDecoder();
            await AdmitAsync(_decoder).ConfigureAwait(false);
            await _decoder.StepAsync().ConfigureAwait(false);
            Count(_decoder);
            foreach (Slot slot in _decoder.Slots.Where(slot => slot.IsDone).ToList())
            {
                JobReply reply = slot.ToReply();
                _decoder.Remove(slot);
                slot.Job.Reply.TrySetResult(reply);
            }
        }
        catch (Exception error) when (error is RuntimeError or LocalModelException)
        {
            // All requests in the context are lost with it; the next requests get a new context.
            List<Job> lost = [.. _decoder?.Slots.Select(slot => slot.Job) ?? []];
            lock (_lock)
            {
                if (lost.Count == 0)
                    lost.AddRange(_waiting);
                _waiting.RemoveAll(lost.Contains);
                Decoder? broken = _decoder;
                _decoder = null;
                broken?.Dispose();
            }

            lost.ForEach(job => job.Reply.TrySetException(Fault($"llama.cpp could not go on: {error.Message}", error)));
        }
    }

    private async Task AdmitAsync(Decoder decoder)
    {
        _round++;
        List<Job> next;
        lock (_lock)
        {
            foreach (Job job in _waiting)
                job.Round = Math.Min(job.Round, _round);
            _waiting.Sort();
            next = [.. _waiting];
        }

        foreach (Job job in next)
        {
            if (decoder.Slots.Count == _settings.Concurrency || !await decoder.AdmitAsync(job).ConfigureAwait(false))
                break;
            lock (_lock)
                _waiting.Remove(job);
        }
    }

    private void Count(Decoder decoder)
    {
        if (InstructionTokens == 0 && decoder.InstructionTokens > 0)
            _settings.Log?.Invoke($"The {decoder.InstructionTokens} tokens of the instruction are computed once, for all pages.");
        Steps++;
        EvaluatedTokens = decoder.EvaluatedTokens;
        InstructionTokens = decoder.InstructionTokens;
    }

    private static JsonGrammar? GrammarOf(string? schema)
    {
        try
        {
            return schema is null ? null : SchemaGrammar.Of(schema);
        }
        catch (SchemaNotSupportedException error)
        {
            throw Fault(error.Message, error);
        }
    }

    private static ChatException Fault(string message, Exception? cause = null) => new(ChatErrorKind.Fatal, message, cause) { IsLocal = true };
}
