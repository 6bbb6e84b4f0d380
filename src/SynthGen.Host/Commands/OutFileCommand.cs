using System.Management.Automation;
using System.Text;
using Microsoft.PowerShell.Commands.Internal.Format;
using SynthGen.Host.Internals;
using SynthGen.Host.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>Renders objects as text into a file.</summary>
[Cmdlet(VerbsData.Out, "File", DefaultParameterSetName = "ByPath", SupportsShouldProcess = true)]
public sealed class OutFileCommand : FrontEndCommandBase
{
    private string _path = "";
    private bool _literal;
    private StreamWriter? _file;

    /// <summary>Makes the cmdlet.</summary>
    public OutFileCommand() => FormatEngine.UseOutput(this);

    /// <summary>The file's path.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "ByPath")]
    [Alias("Path")]
    public string FilePath
    {
        get => _path;
        set => _path = value;
    }

    /// <summary>The file's path, taken as it stands.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string LiteralPath
    {
        get => _path;
        set
        {
            _literal = true;
            _path = value;
        }
    }

    /// <summary>The text's encoding; UTF-8 without a byte order mark unless told otherwise.</summary>
    [Parameter(Position = 1)]
    [EncodingArgument]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = new UTF8Encoding(false);

    /// <summary>Adds to what is in the file.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Writes over a read-only file.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Leaves a file alone that is there.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>The columns of a line; without it lines are as long as they need be.</summary>
    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int Width { get; set; } = int.MaxValue;

    /// <summary>Leaves out the line breaks.</summary>
    [Parameter]
    public SwitchParameter NoNewline { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!ShouldProcess(_path, "Output to File"))
            return;
        _file = TextFile.Open(this, _path, _literal, Encoding, Append, Force, NoClobber);
        FormatEngine.WriteTo(this, _file, Width, NoNewline);
        base.BeginProcessing();
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_file is null)
            return;
        base.ProcessRecord();
        _file.Flush();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_file is null)
            return;
        base.EndProcessing();
        _file.Dispose();
    }

    /// <inheritdoc/>
    protected override void InternalDispose()
    {
        base.InternalDispose();
        _file?.Dispose();
    }
}
