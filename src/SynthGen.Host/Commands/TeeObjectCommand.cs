using System.Management.Automation;
using System.Text;
using SynthGen.Host.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>Keeps what goes through it, in a file or in a variable, and passes it on.</summary>
[Cmdlet("Tee", "Object", DefaultParameterSetName = "File")]
public sealed class TeeObjectCommand : PSCmdlet, IDisposable
{
    private readonly List<PSObject?> _kept = [];
    private SteppablePipeline? _file;

    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The file; the objects are rendered into it.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "File")]
    [Alias("Path")]
    public string? FilePath { get; set; }

    /// <summary>The file's path, taken as it stands.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralFile")]
    [Alias("PSPath", "LP")]
    public string? LiteralPath { get; set; }

    /// <summary>The name of the variable.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Variable")]
    public string? Variable { get; set; }

    /// <summary>Adds to what is in the file.</summary>
    [Parameter(ParameterSetName = "File")]
    public SwitchParameter Append { get; set; }

    /// <summary>The file's encoding; UTF-8 without a byte order mark unless told otherwise.</summary>
    [Parameter(ParameterSetName = "File")]
    [Parameter(ParameterSetName = "LiteralFile")]
    [EncodingArgument]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = new UTF8Encoding(false);

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Variable is not null)
            return;
        string path = FilePath is not null ? "-FilePath" : "-LiteralPath";
        ScriptBlock script = ScriptBlock.Create($"param($Path, $Encoding, $Append) Out-File {path} $Path -Encoding $Encoding -Append:$Append");
        _file = script.GetSteppablePipeline(CommandOrigin.Internal, [FilePath ?? LiteralPath, Encoding, Append.IsPresent]);
        _file.Begin(true);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_file is null)
            _kept.Add(InputObject);
        else
            _file.Process(InputObject);
        WriteObject(InputObject);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_file is not null)
            _file.End();
        else
            SessionState.PSVariable.Set(Variable, _kept.Count == 1 ? _kept[0] : _kept.ToArray());
    }
}
