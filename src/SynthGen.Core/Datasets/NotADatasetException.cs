namespace SynthGen.Datasets;

/// <summary>A file is of another kind than a dataset; the message says of which.</summary>
public sealed class NotADatasetException(string message) : IOException(message);
