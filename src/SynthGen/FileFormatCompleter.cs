using SynthGen.Datasets.Formats;

namespace SynthGen;

/// <summary>Completes the names of the formats of files, which rows are read of, in alphabetical order.</summary>
public sealed class FileFormatCompleter() : DescribedNameCompleter(
    DatasetFormats.Exports.Where(format => !format.IsFolder).OrderBy(format => format.Name, StringComparer.OrdinalIgnoreCase).Select(format => (format.Name, format.Description)));
