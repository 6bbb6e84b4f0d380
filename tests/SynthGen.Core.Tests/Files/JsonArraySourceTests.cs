using System.Text;
using CsCheck;
using SynthGen.Core.Tests.Datasets;
using SynthGen.Files;
using SynthGen.Json;

namespace SynthGen.Core.Tests.Files;

public sealed class JsonArraySourceTests
{
    [Theory]
    [InlineData("[{}]", "{}")]
    [InlineData(" [ \n {} ] \n", "{}")]
    [InlineData("\uFEFF[\r\n  {\"a\":\t\"[{,}] \\\" \\\\\"},\r\n  {\"b\": [1, {}]}\r\n]\r\n", "{\"a\":\t\"[{,}] \\\" \\\\\"}", "{\"b\": [1, {}]}")]
    [InlineData("[{\"a\":\n1}, 2 ,\"x,]\",[{},[]],{}]", "{\"a\": 1}", "2", "\"x,]\"", "[{},[]]", "{}")]
    [InlineData("[{},]", "{}", "")]
    public void An_array_is_split_into_its_elements(string array, params string[] elements)
    {
        Assert.True(JsonArraySource.Begins(Encoding.UTF8.GetBytes(array)));
        // Whatever the pieces are in which the stream gives its bytes.
        foreach (int piece in (ReadOnlySpan<int>)[1, 3, 4096])
            Assert.Equal(elements, Read(array, piece).Select(element => element.TrimEnd()));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("oops [{}]")]
    public void Other_files_are_lines(string text) => Assert.False(JsonArraySource.Begins(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("[{},{\"a\":1}", 1, "ends within its element 2")]
    [InlineData("[{},{\"a\":", 1, "ends within its element 2")]
    [InlineData("[{},", 1, "ends within its element 2")]
    [InlineData("[{}] x", 1, "Something stands behind")]
    [InlineData("[{},{}}", 1, "neither a comma nor the end")]
    public void An_array_that_is_cut_off_is_an_error_behind_the_elements_before(string array, int elements, string problem)
    {
        List<string> read = [];
        InvalidDataException error = Assert.Throws<InvalidDataException>(() =>
        {
            foreach (string element in Read(array, 7))
                read.Add(element);
        });
        Assert.Contains(problem, error.Message);
        Assert.Equal(elements, read.Count);
    }

    [Fact]
    public void Elements_come_back_whatever_they_hold() => Gen.Select(SampleRows.AnyArguments.Array[1, 5], Gen.Bool, Gen.Int[1, 50]).Sample((values, indented, piece) =>
    {
        string[] elements = [.. values.Select(JsonValue.ToJson)];
        string array = "[" + string.Join(indented ? "\n ,\n" : ",", elements.Select(element => indented ? element.Replace("}", "\n}", StringComparison.Ordinal) : element)) + "]";
        if (!indented)
            Assert.Equal(elements, Read(array, piece));
        else
            Assert.Equal(elements.Length, Read(array, piece).Count());
    });

    [Fact]
    public void A_million_elements_take_no_more_memory_than_one()
    {
        byte[] element = Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('x', 100)}\"}},");
        using RepeatedStream stream = new("[{}," , element, 1_000_000, "{}]");
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(1_000_002, new JsonArraySource(stream).Read().Count());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 * 1024 * 1024);
    }

    private static IEnumerable<string> Read(string array, int piece)
    {
        using PieceStream stream = new(Encoding.UTF8.GetBytes(array), piece);
        long last = 0;
        foreach ((long number, ReadOnlyMemory<byte> element, bool tooLong) in new JsonArraySource(stream).Read())
        {
            Assert.Equal(++last, number);
            Assert.False(tooLong);
            yield return Encoding.UTF8.GetString(element.Span);
        }
    }

    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(piece, buffer.Length)]);
    }

    private sealed class RepeatedStream(string before, byte[] element, int count, string after) : MemoryStream
    {
        private byte[] _rest = Encoding.UTF8.GetBytes(before);
        private int _at, _given = -1;

        public override int Read(Span<byte> buffer)
        {
            if (_at == _rest.Length)
            {
                if (++_given > count)
                    return 0;
                (_rest, _at) = (_given == count ? Encoding.UTF8.GetBytes(after) : element, 0);
            }

            int length = Math.Min(buffer.Length, _rest.Length - _at);
            _rest.AsSpan(_at, length).CopyTo(buffer);
            _at += length;
            return length;
        }
    }
}
