using System.Management.Automation;
using SynthGen.Retrieval.Graph;

namespace SynthGen.Commands;

/// <summary>Reads a graph that New-PageGraph saved.</summary>
[Cmdlet(VerbsCommon.Get, "PageGraph")]
[OutputType(typeof(PageGraph))]
public sealed class GetPageGraphCommand : AsyncCmdlet
{
    /// <summary>The files.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LiteralPath", "FullName")]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string file in InputPath.Resolve(this, Path, literal: true))
        {
            try
            {
                WriteObject(Run(stop => PageGraphFile.Read(file, stop)));
            }
            catch (InvalidDataException error)
            {
                WriteError(Errors.Create(
                    "NotAPageGraph", ErrorCategory.InvalidData, file, $"'{file}' is not a page graph. {error.Message}",
                    "Name a file that New-PageGraph -Path wrote, or build the graph again.", error));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                WriteError(Errors.Create(
                    "PageGraphUnreadable", ErrorCategory.ReadError, file, $"'{file}' cannot be read: {error.Message}",
                    "Check that you may read it, and that no other program holds it.", error));
            }
        }
    }
}
