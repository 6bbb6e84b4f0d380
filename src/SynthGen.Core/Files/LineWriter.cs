using System.Text.Json;
using SynthGen.Json;

namespace SynthGen.Files;

/// <summary>
/// Writes lines of JSON to a stream, each ended by LF. A line that cannot be finished leaves nothing behind. Lines are stored
/// (and compressed) on another thread while the next ones are made.
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

    /// <summary>Writes the line of an item.</summary>
    public void Write(T item, Action<Utf8JsonWriter, T> write)
    {
        Utf8JsonWriter json = _json ??= new Utf8JsonWriter(_buffer, Options);
        int start = _buffer.Length;
        try
        {
            json.Reset();
            write(json, item);
            json.Flush();
            _buffer.Add((byte)'\n');
        }
        catch
        {
            json.Reset();
            _buffer.CutTo(start);
            throw;
        }

        if (_buffer.Length >= FlushAt)
            Store();
    }

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
