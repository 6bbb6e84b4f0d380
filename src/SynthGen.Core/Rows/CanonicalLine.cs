namespace SynthGen.Rows;

/// <summary>One row as its canonical line.</summary>
public static class CanonicalLine
{
    /// <summary>Returns the line in UTF-8, without the LF that ends it.</summary>
    public static byte[] Of(DatasetRow row)
    {
        using MemoryStream stream = new();
        using (CanonicalWriter writer = new(stream))
        {
            writer.Write(row);
            writer.Flush();
        }

        return stream.ToArray()[..^1];
    }
}
