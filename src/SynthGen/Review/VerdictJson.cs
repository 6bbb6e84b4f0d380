using System.Text.Json;

namespace SynthGen.Review;

/// <summary>Writes verdicts for the page.</summary>
internal static class VerdictJson
{
    /// <summary>Writes a verdict, or null.</summary>
    public static void Write(Utf8JsonWriter json, Verdict? verdict)
    {
        if (verdict is null)
        {
            json.WriteNull("verdict");
            return;
        }

        json.WriteStartObject("verdict");
        json.WriteBoolean("passed", verdict.Passed);
        json.WriteStartArray("gates");
        foreach (GateResult result in verdict.Gates)
        {
            json.WriteStartObject();
            json.WriteString("gate", result.Gate);
            json.WriteBoolean("passed", result.Status is GateStatus.Passed or GateStatus.NotApplicable);
            json.WriteString("status", result.Status.ToString());
            json.WriteString("reason", result.Reason);
            json.WriteString("detail", result.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
