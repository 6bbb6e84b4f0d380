using System.Text.Json.Nodes;

namespace SynthGen.Datasets.Validation;

/// <summary>Base of the rules of a format: checks the rows of a file one by one.</summary>
internal abstract class FormatRules
{
    private static readonly Rule ExtraKey = Rule.Warning("ExtraKey", "Remove the key: strict readers refuse it. Keep what it says in a file of its own.");
    private static readonly Rule ToolNotOffered = Rule.Error("ToolNotOffered", "Add the tool to the row's tools, or correct the name.");
    private static readonly Rule ToolsMissing = Rule.Error("ToolsMissing", "Give the row the tools that it calls.");
    private static readonly Rule DuplicateTool = Rule.Error("DuplicateTool", "Give each tool once.");
    private readonly HashSet<string> _extra = new(StringComparer.Ordinal);

    /// <summary>Checks a row.</summary>
    public abstract void Check(JsonObject row, LineReport report);

    /// <summary>Checks rules that concern the whole file.</summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="report">The report.</param>
    public virtual void Finish(long rows, LineReport report)
    {
    }

    /// <summary>Reports keys that the format does not define, each once in a file.</summary>
    protected void CheckKeys(JsonObject row, LineReport report, params ReadOnlySpan<string> known)
    {
        foreach ((string key, _) in row)
        {
            if (!known.Contains(key) && _extra.Add(key))
                report.Add(ExtraKey, $"$.{key}", $"The format has no key '{key}'; other lines may have it too.");
        }
    }

    /// <summary>Reports a call of a tool that the row does not offer.</summary>
    /// <param name="offered">The names of the tools offered; null if the row has no list of tools.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="path">The place of the name in the call.</param>
    /// <param name="report">The report.</param>
    protected static void CheckOffered(HashSet<string>? offered, string name, string path, LineReport report)
    {
        if (offered is null)
            report.Add(ToolsMissing, "$", $"The row calls '{name}', and offers no tools.");
        else if (!offered.Contains(name))
            report.Add(ToolNotOffered, path, $"'{name}' is not among the tools that the row offers.");
    }

    /// <summary>Records the name of a tool that the row offers.</summary>
    protected static void Offer(HashSet<string> offered, string name, string path, LineReport report)
    {
        if (!offered.Add(name))
            report.Add(DuplicateTool, path, $"The row offers '{name}' twice.");
    }
}
