using System.Text;

namespace SynthGen.Onnx.Tests;

/// <summary>Writes the smallest sentence encoder: a table that gives each word a vector, in ONNX format.</summary>
internal static class TinyEncoder
{
    private static readonly string[] Around = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

    /// <summary>Writes a folder with vocabulary and weights.</summary>
    /// <param name="folder">The folder; it is created.</param>
    /// <param name="words">The words that the model knows.</param>
    /// <param name="dimensions">The numbers in a vector.</param>
    /// <param name="seed">The weights' seed.</param>
    /// <param name="weights">The path of the weights in the folder.</param>
    public static void Write(string folder, string[] words, int dimensions, int seed, string weights = "model.onnx")
    {
        string path = Path.Combine(folder, weights);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string[] vocabulary = [.. Around, .. words];
        File.WriteAllLines(Path.Combine(folder, "vocab.txt"), vocabulary);
        File.WriteAllBytes(path, Model(vocabulary.Length, dimensions, new Random(seed)));
    }

    // onnx.proto: a ModelProto with one node, Gather, whose table is an initializer.
    private static byte[] Model(int rows, int columns, Random random)
    {
        byte[] table = [.. Enumerable.Range(0, rows * columns).SelectMany(_ => BitConverter.GetBytes((float)(random.NextDouble() - .5)))];
        byte[] graph =
        [
            .. Message(1, [.. Text(1, "table"), .. Text(1, "input_ids"), .. Text(2, "last_hidden_state"), .. Text(4, "Gather")]),
            .. Text(2, "tiny"),
            .. Message(5, [.. Number(1, rows), .. Number(1, columns), .. Number(2, 1), .. Text(8, "table"), .. Message(9, table)]),
            .. Message(11, Tensor("input_ids", 7, [Text(2, "batch"), Text(2, "length")])),
            .. Message(12, Tensor("last_hidden_state", 1, [Text(2, "batch"), Text(2, "length"), Number(1, columns)])),
        ];
        return [.. Number(1, 8), .. Message(7, graph), .. Message(8, Number(2, 13))];
    }

    private static byte[] Tensor(string name, int type, byte[][] shape) =>
        [.. Text(1, name), .. Message(2, Message(1, [.. Number(1, type), .. Message(2, [.. shape.SelectMany(dimension => Message(1, dimension))])]))];

    private static byte[] Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, byte[] content) => [.. Varint((field << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int field, int value) => [.. Varint(field << 3), .. Varint(value)];

    private static byte[] Varint(int value)
    {
        List<byte> bytes = [];
        for (; value > 127; value >>= 7)
            bytes.Add((byte)(value | 128));
        return [.. bytes, (byte)value];
    }
}
