using SynthGen.Documents.Sources;

namespace SynthGen;

/// <summary>Completes the names of the formats of documents.</summary>
public sealed class InputFormatCompleter() : DescribedNameCompleter(InputFormat.All.Select(format => (format.Name, format.Description)));
