using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Files;

/// <summary>
/// Writes lines of JSON to a stream, each ended by LF. An item that cannot be finished leaves nothing behind, and the last one
/// can be taken back. Lines are stored (and compressed) on another thread while the next ones are made.
/// </summary>
/// <typeparam name="T">The item of a line.</typeparam>
/// <param name="stream">The target; left open.</param>
internal sealed class LineWriter<T>(Stream stream) : IDisposable
{
    private const int FlushAt = 256 * 1024;
    private static readonly JsonWriterOptions Options = JsonValue.Compact with { MaxDepth = JsonLine.MaximumDepth };

    private Utf8JsonWriter? _json;
    private LineBuffer _buffer = new(FlushAt + 64 * 1024);
    private LineBuffer _stored = new(FlushAt + 64 * 1024);
    private Task? _storing;
    private long _before;
    private int _last;

    /// <summary>The bytes of all lines, those that are not stored yet among them.</summary>
    public long Length => _before + _buffer.Length;

    /// <summary>Writes the lines of an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="write">Writes the object of a line.</param>
    /// <param name="lines">How many lines the item has.</param>
    public void Write(T item, Action<Utf8JsonWriter, T> write, int lines = 1)
    {
        // Not behind an item, which may be taken back.
        if (_buffer.Length >= FlushAt)
            Store();
        Utf8JsonWriter json = _json ??= new Utf8JsonWriter(_buffer, Options);
        int start = _buffer.Length;
        try
        {
            for (int line = 0; line < lines; line++)
            {
                json.Reset();
                write(json, item);
                json.Flush();
                _buffer.Add((byte)'\n');
            }
        }
        catch
        {
            json.Reset();
            _buffer.CutTo(start);
            throw;
        }

        _last = start;
    }

    /// <summary>Takes back the item that was written last, before anything else is done.</summary>
    public void TakeBack() => _buffer.CutTo(_last);

    /// <summary>Stores all lines before it returns.</summary>
    public void Flush()
    {
        Store();
        Wait();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Wait();
        }
        catch (IOException)
        {
            // Flush reports the error.
        }

        _json?.Dispose();
        _buffer.Dispose();
        _stored.Dispose();
    }

    private void Store()
    {
        Wait();
        _before += _buffer.Length;
        (_buffer, _stored) = (_stored, _buffer);
        _buffer.CutTo(0);
        _json?.Reset(_buffer);
        _storing = Task.Run(() => stream.Write(_stored.Written));
    }

    private void Wait()
    {
        Task? storing = _storing;
        _storing = null;
        storing?.GetAwaiter().GetResult();
    }
}
