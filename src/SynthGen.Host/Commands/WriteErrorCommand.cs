using System.Management.Automation;
using SynthGen.Host.Internals;

namespace Microsoft.PowerShell.Commands;

/// <summary>The exception of an error that has a text alone.</summary>
public sealed class WriteErrorException(string? message) : SystemException(message);

/// <summary>Writes an error that does not end the script.</summary>
[Cmdlet(VerbsCommunications.Write, "Error", DefaultParameterSetName = TextSet)]
public sealed class WriteErrorCommand : PSCmdlet
{
    private const string TextSet = "NoException";
    private const string ExceptionSet = "WithException";
    private const string RecordSet = "ErrorRecord";

    /// <summary>The exception of the error.</summary>
    [Parameter(Position = 0, ParameterSetName = ExceptionSet, Mandatory = true)]
    public Exception? Exception { get; set; }

    /// <summary>The error's text.</summary>
    [Parameter(Position = 0, ParameterSetName = TextSet, Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = ExceptionSet)]
    [AllowNull]
    [AllowEmptyString]
    [Alias("Msg")]
    public string? Message { get; set; }

    /// <summary>The error as a record.</summary>
    [Parameter(Position = 0, ParameterSetName = RecordSet, Mandatory = true)]
    public ErrorRecord? ErrorRecord { get; set; }

    /// <summary>The error's category.</summary>
    [Parameter(ParameterSetName = TextSet)]
    [Parameter(ParameterSetName = ExceptionSet)]
    public ErrorCategory Category { get; set; } = ErrorCategory.NotSpecified;

    /// <summary>The error's id.</summary>
    [Parameter(ParameterSetName = TextSet)]
    [Parameter(ParameterSetName = ExceptionSet)]
    public string ErrorId { get; set; } = "";

    /// <summary>What the error is about.</summary>
    [Parameter(ParameterSetName = TextSet)]
    [Parameter(ParameterSetName = ExceptionSet)]
    public object? TargetObject { get; set; }

    /// <summary>What to do about the error.</summary>
    [Parameter]
    public string RecommendedAction { get; set; } = "";

    /// <summary>The activity that the category names.</summary>
    [Parameter]
    [Alias("Activity")]
    public string CategoryActivity { get; set; } = "";

    /// <summary>The reason that the category names.</summary>
    [Parameter]
    [Alias("Reason")]
    public string CategoryReason { get; set; } = "";

    /// <summary>The target that the category names.</summary>
    [Parameter]
    [Alias("TargetName")]
    public string CategoryTargetName { get; set; } = "";

    /// <summary>The target's type that the category names.</summary>
    [Parameter]
    [Alias("TargetType")]
    public string CategoryTargetType { get; set; } = "";

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        ErrorRecord record = ErrorRecord is not null ? new ErrorRecord(ErrorRecord, null) : Create();
        if (RecommendedAction.Length > 0)
        {
            record.ErrorDetails ??= new ErrorDetails(record.ToString());
            record.ErrorDetails.RecommendedAction = RecommendedAction;
        }

        ErrorCategoryInfo category = record.CategoryInfo;
        if (CategoryReason.Length > 0)
            category.Reason = CategoryReason;
        if (CategoryTargetName.Length > 0)
            category.TargetName = CategoryTargetName;
        if (CategoryTargetType.Length > 0)
            category.TargetType = CategoryTargetType;
        category.Activity = CategoryActivity.Length > 0 ? CategoryActivity : "Write-Error";

        // The error is the script's: it points at the line that called, not at this cmdlet.
        if (GetVariableValue("MyInvocation") is InvocationInfo caller)
            Flow.Attribute(record, caller);
        WriteError(record);
    }

    private ErrorRecord Create()
    {
        Exception error = Exception ?? new WriteErrorException(Message);
        string id = ErrorId.Length > 0 ? ErrorId : error.GetType().FullName!;
        ErrorRecord record = new(error, id, Category, TargetObject);
        if (Exception is not null && !string.IsNullOrEmpty(Message))
            record.ErrorDetails = new ErrorDetails(Message);
        return record;
    }
}
