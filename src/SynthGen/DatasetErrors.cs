using System.Management.Automation;
using SynthGen.Datasets;

namespace SynthGen;

/// <summary>Errors of dataset files that cannot be read.</summary>
internal static class DatasetErrors
{
    /// <summary>The error of a file that cannot be read to its end.</summary>
    /// <param name="file">The file.</param>
    /// <param name="action">How far it came, as in "read beyond line 7".</param>
    /// <param name="error">Why.</param>
    public static ErrorRecord NotRead(string file, string action, Exception error) => error switch
    {
        NotADatasetException => Errors.Create(
            "NotADataset", ErrorCategory.InvalidData, file, $"'{file}' is not a dataset. {error.Message}",
            "A dataset has one JSON object a line, as Export-ToolDataset writes it, or is an array of them or a Parquet file.", error),
        InvalidDataException => Errors.Create(
            "DatasetDamaged", ErrorCategory.InvalidData, file, $"'{file}' cannot be {action}: {error.Message}",
            "It is not whole, or not what its name says; what came before is read.", error),
        _ => Errors.Create(
            "DatasetUnreadable", ErrorCategory.ReadError, file, $"'{file}' cannot be {action}: {error.Message}", "Check that it may be read.", error),
    };
}
