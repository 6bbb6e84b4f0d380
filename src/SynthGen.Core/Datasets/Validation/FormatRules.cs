using System.Text.Json.Nodes;

namespace SynthGen.Datasets.Validation;

/// <summary>Base of the rules of a format: checks row after row of a file.</summary>
internal abstract class FormatRules
{
    private static readonly Rule ExtraKey = Rule.Warning("ExtraKey", "Remove the key: strict readers refuse it. Keep what it says in a file of its own.");
    private static readonly Rule ToolNotOffered = Rule.Error("ToolNotOffered", "Add the tool to the row's tools, or correct the name.");
    private static readonly Rule ToolsMissing = Rule.Error("ToolsMissing", "Give the row the tools that it calls.");
    private static readonly Rule DuplicateTool = Rule.Error("DuplicateTool", "Give each tool once.");
    private readonly HashSet<string> _extra = new(StringComparer.Ordinal);

    /// <summary>Checks a row.</summary>
    public abstract void Check(JsonObject row, LineReport report);

    /// <summary>Checks what only the whole file shows.</summary>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="report">Where it is reported.</param>
    public virtual void Finish(long rows, LineReport report)
    {
    }

    /// <summary>Reports keys that the format has not, each once in a file.</summary>
    protected void CheckKeys(JsonObject row, LineReport report, params ReadOnlySpan<string> known)
    {
        foreach ((string key, _) in row)
        {
            if (!known.Contains(key) && _extra.Add(key))
                report.Add(ExtraKey, $"$.{key}", $"The format has no key '{key}'; other lines may have it too.");
        }
    }

    /// <summary>Reports a call of a tool that the row does not offer.</summary>
    /// <param name="offered">The names of the tools that it offers; null if it has no list of them.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="path">Where the call names it.</param>
    /// <param name="report">Where it is reported.</param>
    protected static void CheckOffered(HashSet<string>? offered, string name, string path, LineReport report)
    {
        if (offered is null)
            report.Add(ToolsMissing, "$", $"The row calls '{name}', and offers no tools.");
        else if (!offered.Contains(name))
            report.Add(ToolNotOffered, path, $"'{name}' is not among the tools that the row offers.");
    }

    /// <summary>Takes the name of a tool that the row offers.</summary>
    protected static void Offer(HashSet<string> offered, string name, string path, LineReport report)
    {
        if (!offered.Add(name))
            report.Add(DuplicateTool, path, $"The row offers '{name}' twice.");
    }
}
