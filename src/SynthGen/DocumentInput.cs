using System.Text;
using SynthGen.Documents;
using SynthGen.Documents.Sources;

namespace SynthGen;

/// <summary>How documents are read and split, as a command's parameters say.</summary>
/// <param name="Format">The format of the documents.</param>
/// <param name="Encoding">The encoding of files; null to detect it.</param>
/// <param name="Split">How documents are split.</param>
/// <param name="Names">Names the documents.</param>
internal sealed record DocumentInput(InputFormat Format, Encoding? Encoding, DocumentSplitOptions Split, SourceNames Names);
