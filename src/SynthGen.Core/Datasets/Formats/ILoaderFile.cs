namespace SynthGen.Datasets.Formats;

/// <summary>A file beside a dataset that tells a trainer how to load it.</summary>
internal interface ILoaderFile
{
    /// <summary>Where the file is.</summary>
    /// <param name="dataset">The dataset's path.</param>
    string PathFor(string dataset);

    /// <summary>What the file is to hold.</summary>
    /// <param name="dataset">The dataset's path.</param>
    /// <param name="earlier">What it holds so far; null if it is not there.</param>
    /// <param name="hasSystem">Whether a row of the dataset has a system message.</param>
    /// <returns>The content; null if the earlier file is to stay.</returns>
    /// <exception cref="InvalidDataException">The earlier file cannot be added to.</exception>
    byte[]? Content(string dataset, byte[]? earlier, bool hasSystem);
}
