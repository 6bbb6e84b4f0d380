using Microsoft.ML.OnnxRuntime;
using SynthGen.Models;
using SynthGen.Retrieval;

namespace SynthGen.Onnx;

/// <summary>
/// A sentence encoder: a BERT model whose vectors of tokens become one, scaled to length 1 (N. Reimers, I. Gurevych,
/// "Sentence-BERT", EMNLP 2019).
/// </summary>
/// <remarks>
/// Each text is computed by itself on one thread, and several texts side by side. So a vector depends on its text alone, not
/// on the batch or the number of threads, and no processor waits for another. Batches would not be faster: the products of one
/// passage fill a processor already.
/// </remarks>
internal sealed class SentenceEncoder : ITextEmbedder
{
    private static readonly string[] Inputs = ["input_ids", "attention_mask", "token_type_ids"];

    private readonly InferenceSession _session;
    private readonly WordPieces _pieces;
    private readonly EncoderSettings _settings;
    private readonly PassageDivider _divider;
    private readonly string[] _inputs;
    private readonly string _output;
    private readonly int _dimensions, _threads;

    private SentenceEncoder(ModelWeights weights, WordPieces pieces, EncoderSettings settings, string name, int threads)
    {
        (_session, _pieces, _settings, _threads) = (weights.Session, pieces, settings, threads);
        _inputs = [.. Inputs.Where(_session.InputMetadata.ContainsKey)];
        (_output, NodeMetadata output) = OutputOf(_session)!.Value;
        _dimensions = output.Dimensions[^1] > 0 ? output.Dimensions[^1] : settings.Dimensions!.Value;
        _divider = new PassageDivider(word => pieces.Count(word, settings.MostTokens), settings.MostTokens - pieces.Encode(settings.PagePrompt, settings.MostTokens).Length);
        Name = new EncoderName(name, $"{weights.Sha256[..16]}, {pieces.Name}, {settings}, passages {_divider.Length}/{_divider.Overlap}").ToString();
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public bool IsNeuralInProcess => true;

    /// <summary>Loads a model.</summary>
    /// <exception cref="LocalModelException">The model cannot be used; the message says why.</exception>
    public static SentenceEncoder Load(IModelFiles files, int threads)
    {
        using SessionOptions options = new() { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        ModelWeights weights;
        try
        {
            weights = files.Open(options);
        }
        catch (OnnxRuntimeException error)
        {
            throw new LocalModelException(LocalModelError.NotSupported, $"The model {files.Name} cannot be loaded: {error.Message}", error);
        }
        catch (Exception error) when (error is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            throw new LocalModelException(LocalModelError.BadLibrary, "ONNX Runtime does not load on this machine. It comes for Windows and Linux with glibc on x64 and Arm64, and for macOS on Arm64.", error);
        }

        try
        {
            EncoderSettings settings = EncoderSettings.Read(files);
            return Misfit(weights.Session, settings) is { } misfit
                ? throw new LocalModelException(LocalModelError.NotSupported, $"The model {files.Name} is not a sentence encoder: {misfit}.")
                : new SentenceEncoder(weights, new WordPieces(files), settings, files.Name, threads);
        }
        catch
        {
            weights.Session.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Returns a page's passages, or the page if it is not longer than one. A vector of a longer page finds nothing that those
    /// of its passages do not find, and takes as long as they do.
    /// </summary>
    public IReadOnlyList<string> Divide(string page) => _divider.Divide(page) is { Count: > 0 } passages ? passages : [page];

    /// <inheritdoc/>
    public Task<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, EmbeddingUse use, CancellationToken cancellationToken) => Task.Run<IReadOnlyList<float[]>>(
        () =>
        {
            float[][] vectors = new float[texts.Count][];
            ParallelOptions options = new() { MaxDegreeOfParallelism = _threads, CancellationToken = cancellationToken };
            Parallel.For(0, texts.Count, options, i => vectors[i] = Embed(texts[i], _settings.PromptOf(use)));
            return vectors;
        },
        cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static (string Name, NodeMetadata Metadata)? OutputOf(InferenceSession session) =>
        session.OutputMetadata.FirstOrDefault(output => output.Value is { Dimensions.Length: 3 } metadata && metadata.ElementType == typeof(float)) is { Key: { } name, Value: { } metadata } ? (name, metadata) : null;

    private static string? Misfit(InferenceSession session, EncoderSettings settings) =>
        session.InputMetadata.Keys.Except(Inputs).FirstOrDefault() is { } input ? $"it asks for the input '{input}'"
        : session.InputMetadata.FirstOrDefault(pair => pair.Value.ElementType != typeof(long)).Key is { } other ? $"its input '{other}' is not of 64-bit integers"
        : OutputOf(session) is not { } output ? "it gives no vector for each token"
        : output.Metadata.Dimensions[^1] <= 0 && settings.Dimensions is not > 0 ? "it does not say how long its vectors are"
        : null;

    private float[] Embed(string text, string prompt)
    {
        long[] tokens = _pieces.Encode(prompt + text, _settings.MostTokens), shape = [1, tokens.Length];

        // The first and the last token alone: the text has no words.
        if (tokens.Length <= 2 || string.IsNullOrWhiteSpace(text))
            return new float[_dimensions];

        OrtValue[] inputs = [.. _inputs.Select(name => OrtValue.CreateTensorValueFromMemory(ValuesOf(name, tokens), shape))];
        try
        {
            using RunOptions options = new();
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(options, _inputs, inputs, [_output]);
            ReadOnlySpan<float> vectors = outputs[0].GetTensorDataAsSpan<float>();
            return Average(_settings.FirstTokenOnly ? vectors[.._dimensions] : vectors, _dimensions);
        }
        finally
        {
            foreach (OrtValue input in inputs)
                input.Dispose();
        }
    }

    private static long[] ValuesOf(string input, long[] tokens)
    {
        if (input == Inputs[0])
            return tokens;
        long[] values = new long[tokens.Length];
        Array.Fill(values, input == Inputs[1] ? 1 : 0);
        return values;
    }

    private static float[] Average(ReadOnlySpan<float> tokens, int dimensions)
    {
        double[] sum = new double[dimensions];
        for (int i = 0; i < tokens.Length; i++)
            sum[i % dimensions] += tokens[i];
        double square = 0;
        foreach (double value in sum)
            square += value * value;
        double scale = square == 0 ? 0 : 1 / Math.Sqrt(square);
        return [.. sum.Select(value => (float)(value * scale))];
    }
}
