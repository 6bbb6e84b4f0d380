using SynthGen.Documents.Shards;

namespace SynthGen.Core.Tests.Documents.Shards;

public sealed class ArrayTaskTests
{
    [Theory]
    [InlineData("SLURM_ARRAY_TASK_ID=5 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_COUNT=8 SLURM_ARRAY_TASK_STEP=1", "Slurm", 5, 8)]
    [InlineData("SLURM_ARRAY_TASK_ID=8 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_COUNT=8", "Slurm", 7, 8)]
    [InlineData("SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=1 SLURM_ARRAY_TASK_COUNT=1 SLURM_ARRAY_TASK_STEP=4", "Slurm", 0, 1)]
    [InlineData("JOB_COMPLETION_INDEX=3", "Kubernetes", 3, null)]
    [InlineData("JOB_COMPLETION_INDEX=3 SYNTHGEN_SHARD_COUNT=8", "Kubernetes", 3, 8)]
    [InlineData("AWS_BATCH_JOB_ARRAY_INDEX=0 AWS_BATCH_JOB_ARRAY_SIZE=100", "AWS Batch", 0, 100)]
    [InlineData("BATCH_TASK_INDEX=2 BATCH_TASK_COUNT=4", "Google Cloud Batch", 2, 4)]
    [InlineData("CLOUD_RUN_TASK_INDEX=2 CLOUD_RUN_TASK_COUNT=4", "Cloud Run", 2, 4)]
    [InlineData("SGE_TASK_ID=1 SGE_TASK_FIRST=1 SGE_TASK_LAST=16 SGE_TASK_STEPSIZE=1", "Grid Engine", 0, 16)]
    [InlineData("LSB_JOBINDEX=16 LSB_JOBINDEX_END=16 LSB_JOBINDEX_STEP=1", "LSF", 15, 16)]
    [InlineData("PBS_ARRAY_INDEX=4 SYNTHGEN_SHARD_COUNT=5", "PBS", 4, 5)]
    [InlineData("AZ_BATCH_TASK_ID=task-017 SYNTHGEN_SHARD_COUNT=64", "Azure Batch", 17, 64)]
    public void A_scheduler_tells_the_place_of_its_task(string variables, string scheduler, int index, int? count) =>
        Assert.Equal(new ArrayTask(scheduler, index, count), Find(variables));

    [Theory]
    [InlineData("SLURM_JOB_ID=4")]
    [InlineData("SGE_TASK_ID=undefined SGE_TASK_FIRST=undefined SGE_TASK_LAST=undefined SGE_TASK_STEPSIZE=undefined")]
    [InlineData("LSB_JOBINDEX=0")]
    [InlineData("AZ_BATCH_TASK_ID=convert")]
    [InlineData("JOB_COMPLETION_INDEX=")]
    public void A_job_that_is_not_an_array_has_no_place(string variables) => Assert.Null(Find(variables));

    [Theory]
    [InlineData("SLURM_ARRAY_TASK_ID=4 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=8 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_STEP=4", "4 apart")]
    [InlineData("SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=7 SLURM_ARRAY_TASK_COUNT=3 SLURM_ARRAY_TASK_STEP=1", "without gaps")]
    [InlineData("SLURM_ARRAY_TASK_ID=17 SLURM_ARRAY_TASK_MIN=17 SLURM_ARRAY_TASK_MAX=17 SLURM_ARRAY_TASK_COUNT=1 SYNTHGEN_SHARD_COUNT=64", "1 tasks and there are 64 shards")]
    [InlineData("JOB_COMPLETION_INDEX=first", "not a number")]
    public void An_array_that_says_no_place_is_an_error(string variables, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormatException>(() => Find(variables)).Message, StringComparison.Ordinal);

    private static ArrayTask? Find(string variables)
    {
        Dictionary<string, string> set = variables.Split(' ').Select(variable => variable.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        return ArrayTask.Find(set.GetValueOrDefault);
    }
}
