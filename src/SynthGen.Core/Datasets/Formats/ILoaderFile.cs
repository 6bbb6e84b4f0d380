namespace SynthGen.Datasets.Formats;

/// <summary>A file beside a dataset from which a trainer loads it.</summary>
internal interface ILoaderFile
{
    /// <summary>Returns the path of the file.</summary>
    /// <param name="dataset">The dataset's path.</param>
    string PathFor(string dataset);

    /// <summary>Returns the content of the file.</summary>
    /// <param name="dataset">The dataset's path.</param>
    /// <param name="earlier">The present content; null if the file does not exist.</param>
    /// <param name="hasSystem">Whether a row of the dataset has a system message.</param>
    /// <returns>The content; null if the earlier file stays.</returns>
    /// <exception cref="InvalidDataException">The earlier file cannot be added to.</exception>
    byte[]? Content(string dataset, byte[]? earlier, bool hasSystem);
}
