namespace SynthGen.Models.Batches;

/// <summary>A call's answer comes in a later run: its job is under way at the service, or could not be submitted yet.</summary>
public sealed class CallPendingException(string message) : Exception(message);
