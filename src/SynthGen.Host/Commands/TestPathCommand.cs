using System.Management.Automation;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>What Test-Path looks for.</summary>
public enum TestPathType
{
    /// <summary>Anything.</summary>
    Any,

    /// <summary>What holds other items, such as a folder.</summary>
    Container,

    /// <summary>What holds no other items, such as a file.</summary>
    Leaf,
}

/// <summary>Tells whether something is at a path.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Path", DefaultParameterSetName = "Path")]
[OutputType(typeof(bool))]
public sealed class TestPathCommand : FilteredProviderCommand
{
    /// <summary>Paths to test; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path", Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string?[]? Path { get; set; }

    /// <summary>Paths to test, taken as they stand.</summary>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string?[]? LiteralPath
    {
        get => Path;
        set
        {
            Literal = true;
            Path = value;
        }
    }

    /// <summary>What there is to be at the path.</summary>
    [Parameter]
    [Alias("Type")]
    public TestPathType PathType { get; set; } = TestPathType.Any;

    /// <summary>Tests the path's spelling, whether or not something is there.</summary>
    [Parameter]
    public SwitchParameter IsValid { get; set; }

    /// <summary>No parameter of this cmdlet: the override is without its attribute.</summary>
    public override SwitchParameter Force { get; set; }

    private protected override object? FindDynamicParameters(object context) =>
        IsValid ? null : InvokeProvider.Item.ExistsParameters(Path is [{ Length: > 0 } first, ..] ? first : ".", context);

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (Path is not { Length: > 0 })
        {
            WriteNull();
            return;
        }

        ProviderContext context = NewContext();
        foreach (string? path in Path)
        {
            if (path is null)
                WriteNull();
            else
                WriteObject(!string.IsNullOrWhiteSpace(path) && Test(path, context));
        }
    }

    private bool Test(string path, ProviderContext context)
    {
        bool result = false;
        Try(() => result = IsValid
            ? SessionState.Path.IsValid(path)
            : InvokeProvider.Item.Exists(path, context.Handle)
                && (PathType == TestPathType.Any
                    || InvokeProvider.Item.IsContainer(path, context.Handle) == (PathType == TestPathType.Container)));
        return result;
    }

    private void WriteNull() =>
        WriteError(new ErrorRecord(
            new ArgumentNullException(nameof(Path), "A path is null, or there is none."),
            "NullPathNotPermitted",
            ErrorCategory.InvalidArgument,
            Path));
}
