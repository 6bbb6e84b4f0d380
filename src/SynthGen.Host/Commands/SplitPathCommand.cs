using System.Management.Automation;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gives a part of a path.</summary>
[Cmdlet(VerbsCommon.Split, "Path", DefaultParameterSetName = ParentSet)]
[OutputType(typeof(string), typeof(bool))]
public sealed class SplitPathCommand : ProviderCommand
{
    private const string ParentSet = "ParentSet";
    private const string LiteralSet = "LiteralPathSet";
    private const string LeafSet = "LeafSet";
    private const string LeafBaseSet = "LeafBaseSet";
    private const string ExtensionSet = "ExtensionSet";
    private const string QualifierSet = "QualifierSet";
    private const string NoQualifierSet = "NoQualifierSet";
    private const string IsAbsoluteSet = "IsAbsoluteSet";

    /// <summary>Paths to take apart.</summary>
    [Parameter(Position = 0, ParameterSetName = ParentSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = LeafSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = LeafBaseSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = ExtensionSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = QualifierSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = NoQualifierSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = IsAbsoluteSet, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Path { get; set; } = [];

    /// <summary>Paths whose parents are wanted, taken as they stand.</summary>
    [Parameter(ParameterSetName = LiteralSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath
    {
        get => Path;
        set
        {
            Literal = true;
            Path = value;
        }
    }

    /// <summary>The part before the last separator (the default).</summary>
    [Parameter(ParameterSetName = ParentSet, ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Parent { get; set; } = true;

    /// <summary>The part after the last separator.</summary>
    [Parameter(ParameterSetName = LeafSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Leaf { get; set; }

    /// <summary>The last part without its extension.</summary>
    [Parameter(ParameterSetName = LeafBaseSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public SwitchParameter LeafBase { get; set; }

    /// <summary>The last part's extension.</summary>
    [Parameter(ParameterSetName = ExtensionSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Extension { get; set; }

    /// <summary>The drive or the provider.</summary>
    [Parameter(ParameterSetName = QualifierSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public SwitchParameter Qualifier { get; set; }

    /// <summary>The path without drive or provider.</summary>
    [Parameter(ParameterSetName = NoQualifierSet, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public SwitchParameter NoQualifier { get; set; }

    /// <summary>Whether the path is absolute.</summary>
    [Parameter(ParameterSetName = IsAbsoluteSet, Mandatory = true)]
    public SwitchParameter IsAbsolute { get; set; }

    /// <summary>Takes the items that are at the path; wildcards are allowed.</summary>
    [Parameter]
    public SwitchParameter Resolve { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (string path in Path)
        {
            Guard(() =>
            {
                foreach (string found in Resolve ? SessionState.Path.Resolve(path, NewContext().Handle).Select(item => item.Path) : [path])
                {
                    if (Part(found) is { } part)
                        WriteObject(part);
                }
            });
        }
    }

    private object? Part(string path) => ParameterSetName switch
    {
        LeafSet => SessionState.Path.ParseChildName(path),
        LeafBaseSet => System.IO.Path.GetFileNameWithoutExtension(SessionState.Path.ParseChildName(path)),
        ExtensionSet => System.IO.Path.GetExtension(SessionState.Path.ParseChildName(path)),
        QualifierSet => TakeQualifier(path),
        NoQualifierSet => path[QualifierLength(path)..],
        IsAbsoluteSet => SessionState.Path.IsPSAbsolute(path, out _),
        _ => SessionState.Path.ParseParent(path, ""),
    };

    private string? TakeQualifier(string path)
    {
        int colon = path.IndexOf(':');
        if (colon >= 0)
            return path[..(colon + (SessionState.Path.IsProviderQualified(path) ? 2 : 1))];
        WriteError(new ErrorRecord(
            new FormatException($"The path '{path}' has no qualifier."), "ParsePathFormatError", ErrorCategory.InvalidArgument, path));
        return null;
    }

    private int QualifierLength(string path)
    {
        if (SessionState.Path.IsProviderQualified(path))
            return path.IndexOf("::", StringComparison.Ordinal) + 2;
        bool drive = SessionState.Path.IsPSAbsolute(path, out string name) && path.Length > name.Length + 1 && path[name.Length] == ':';
        return drive ? name.Length + 1 : 0;
    }
}
