using System.Text.Json;
using SynthGen.Tools;

namespace SynthGen.Datasets.Formats;

/// <summary>Base of the writers of trainers' formats: a line for each row, and nothing of a row that cannot be written.</summary>
/// <remarks>While some lines are stored (and compressed) on another thread, the next ones are made.</remarks>
internal abstract class FormatWriter : IDatasetWriter
{
    private const int FlushAt = 256 * 1024;
    private static readonly JsonWriterOptions Json = JsonValue.Compact with { MaxDepth = CanonicalReader.MaximumDepth };

    private readonly Stream _stream;
    private readonly string? _systemPrompt;
    private readonly Utf8JsonWriter _json;
    private LineBuffer _buffer = new(FlushAt + 64 * 1024);
    private LineBuffer _stored = new(FlushAt + 64 * 1024);
    private Task? _storing;

    /// <summary>Begins.</summary>
    /// <param name="stream">Where the lines go, whole ones at a time; left open.</param>
    /// <param name="systemPrompt">The system message of all rows, none of them if empty; if null, each has its own, if any.</param>
    protected FormatWriter(Stream stream, string? systemPrompt)
    {
        _stream = stream;
        _systemPrompt = systemPrompt;
        _json = new Utf8JsonWriter(_buffer, Json);
    }

    /// <inheritdoc/>
    public void Write(SyntheticQuery row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Tools.Count == 0)
            throw new NotSupportedException("it calls no tool.");

        int start = _buffer.Length;
        try
        {
            _json.Reset();
            WriteRow(_json, row, _systemPrompt is null ? row.SystemPrompt : _systemPrompt.Length == 0 ? null : _systemPrompt);
            _json.Flush();
            _buffer.Add((byte)'\n');
        }
        catch
        {
            _json.Reset();
            _buffer.CutTo(start);
            throw;
        }

        if (_buffer.Length >= FlushAt)
            Store();
    }

    /// <inheritdoc/>
    public void Flush()
    {
        Store();
        Wait();
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        try
        {
            Wait();
        }
        catch (IOException)
        {
            // Flush is where this is heard of.
        }

        _json.Dispose();
        _buffer.Dispose();
        _stored.Dispose();
    }

    /// <summary>Writes the object that is the row's line.</summary>
    protected abstract void WriteRow(Utf8JsonWriter json, SyntheticQuery row, string? system);

    private void Store()
    {
        Wait();
        (_buffer, _stored) = (_stored, _buffer);
        _buffer.CutTo(0);
        _json.Reset(_buffer);
        _storing = Task.Run(() => _stream.Write(_stored.Written));
    }

    private void Wait()
    {
        Task? storing = _storing;
        _storing = null;
        storing?.GetAwaiter().GetResult();
    }
}
