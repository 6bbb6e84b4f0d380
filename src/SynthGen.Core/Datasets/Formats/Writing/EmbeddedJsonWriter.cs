using System.Text;
using System.Text.Json;
using SynthGen.Files;
using SynthGen.Json;

namespace SynthGen.Datasets.Formats.Writing;

/// <summary>Creates JSON to be embedded in a string of a line.</summary>
internal sealed class EmbeddedJsonWriter : IDisposable
{
    private readonly LineBuffer _buffer = new(4096);
    private readonly Utf8JsonWriter _json;

    public EmbeddedJsonWriter() => _json = new Utf8JsonWriter(_buffer, JsonValue.Compact with { MaxDepth = JsonLine.MaximumDepth });

    /// <summary>The text so far; JSON and plain text may alternate.</summary>
    public ReadOnlySpan<byte> Written => _buffer.Written;

    /// <summary>Clears the text.</summary>
    public void Clear() => _buffer.CutTo(0);

    /// <summary>Adds plain text.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_buffer.GetSpan(text.Length));
        _buffer.Advance(text.Length);
    }

    /// <summary>Adds a value.</summary>
    public void Add(object? value)
    {
        _json.Reset();
        JsonValue.Write(_json, value);
        _json.Flush();
    }

    /// <summary>Adds a call as {"name": …, "arguments": …}.</summary>
    public void Add(ToolCall call)
    {
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("name"u8, call.Name);
        _json.WritePropertyName("arguments"u8);
        JsonValue.Write(_json, call.Arguments);
        _json.WriteEndObject();
        _json.Flush();
    }

    /// <summary>Adds a tool's result as a value: see <see cref="ResultValue"/>.</summary>
    public void AddResult(string result)
    {
        if (ResultValue.KindOf(result, out _) is null)
            Add((object)result);
        else
            Add(Encoding.UTF8.GetBytes(result));
    }

    /// <summary>Returns the text of one value.</summary>
    public ReadOnlySpan<byte> Of(object? value)
    {
        Clear();
        Add(value);
        return Written;
    }

    /// <summary>Returns the text of calls as a list.</summary>
    public ReadOnlySpan<byte> ListOf(IReadOnlyList<ToolCall> calls)
    {
        Clear();
        Add("["u8);
        for (int i = 0; i < calls.Count; i++)
        {
            if (i > 0)
                Add(","u8);
            Add(calls[i]);
        }

        Add("]"u8);
        return Written;
    }

    /// <summary>Returns the text of one call as an object, or of several as a list.</summary>
    public ReadOnlySpan<byte> OneOrListOf(IReadOnlyList<ToolCall> calls)
    {
        if (calls.Count != 1)
            return ListOf(calls);

        Clear();
        Add(calls[0]);
        return Written;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _buffer.Dispose();
    }
}
