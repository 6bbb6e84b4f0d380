namespace SynthGen.TestServer.Batches;

/// <summary>The fault of one job, or of the attempt to create it.</summary>
public enum JobFault
{
    /// <summary>No fault.</summary>
    None,

    /// <summary>429 on creation: no job.</summary>
    Refused,

    /// <summary>500 on creation: no job.</summary>
    Broken,

    /// <summary>The job is created, and the connection is cut before the answer.</summary>
    CutCreation,

    /// <summary>The job is created, and fails because too many tokens wait.</summary>
    TokenLimit,

    /// <summary>The job fails as a whole.</summary>
    Failed,

    /// <summary>The job's time runs out after half of its requests.</summary>
    Expired,

    /// <summary>The job is done, and its output file is gone.</summary>
    OutputGone,
}
