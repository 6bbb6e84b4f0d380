using SynthGen.Datasets.Formats;

namespace SynthGen;

/// <summary>Completes the names of the formats of datasets, in alphabetical order.</summary>
public sealed class FormatCompleter() : DescribedNameCompleter(
    DatasetFormats.Exports.OrderBy(format => format.Name, StringComparer.OrdinalIgnoreCase).Select(format => (format.Name, format.Description)));
