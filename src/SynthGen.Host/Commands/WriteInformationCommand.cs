using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes to the information stream.</summary>
[Cmdlet(VerbsCommunications.Write, "Information")]
public sealed class WriteInformationCommand : PSCmdlet
{
    /// <summary>What is written.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [Alias("Msg", "Message")]
    [AllowNull]
    public object? MessageData { get; set; }

    /// <summary>Tags to choose by; those that begin with PS are PowerShell's own.</summary>
    [Parameter(Position = 1)]
    public string[]? Tags { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Array.Find(Tags ?? [], tag => tag.StartsWith("PS", StringComparison.OrdinalIgnoreCase)) is not { } reserved)
            return;
        ThrowTerminatingError(new ErrorRecord(
            new InvalidOperationException($"The tag '{reserved}' begins with PS, which is reserved."),
            "PSPrefixReservedInInformationTag",
            ErrorCategory.InvalidArgument,
            reserved));
    }

    /// <inheritdoc/>
    protected override void ProcessRecord() => WriteInformation(MessageData!, Tags!);
}
