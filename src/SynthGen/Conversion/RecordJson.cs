using System.Management.Automation;
using SynthGen.Json;

namespace SynthGen.Conversion;

/// <summary>Code properties of SynthGen.Conversion.ps1xml: the maps of records as JSON, in which they keep the order of their keys.</summary>
public static class RecordJson
{
    /// <summary>The arguments of a call, as JSON.</summary>
    public static string ArgumentsJson(PSObject call) =>
        JsonValue.ToJson(call.BaseObject is ConversationCall told ? told.Arguments : ((ToolCall)call.BaseObject).Arguments);

    /// <summary>The schema of a tool, as JSON.</summary>
    public static string ParametersJson(PSObject tool) => JsonValue.ToJson(((ToolDefinition)tool.BaseObject).Parameters);
}
