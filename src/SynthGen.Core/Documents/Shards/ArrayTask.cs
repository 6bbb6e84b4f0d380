using System.Globalization;

namespace SynthGen.Documents.Shards;

/// <summary>The place of this process among the tasks of a scheduler's array, by the variables that the scheduler sets.</summary>
/// <param name="Scheduler">The scheduler's name.</param>
/// <param name="Index">The number of the task, from 0; null if no variable tells it.</param>
/// <param name="Count">The number of tasks; null if no variable tells it.</param>
public sealed record ArrayTask(string Scheduler, int? Index, int? Count)
{
    /// <summary>The variable for the number of shards where the scheduler sets none; it goes before those of schedulers.</summary>
    public const string CountVariable = "SYNTHGEN_SHARD_COUNT";

    // Beside the variable of the index stand those of the number of tasks, the lowest and highest index, and the step. Without
    // one for the lowest, arrays begin at From. None is what the index is where a task belongs to no array.
    private static readonly Variables[] Schedulers =
    [
        new("Slurm", "SLURM_ARRAY_TASK_ID") { Count = "SLURM_ARRAY_TASK_COUNT", First = "SLURM_ARRAY_TASK_MIN", Last = "SLURM_ARRAY_TASK_MAX", Step = "SLURM_ARRAY_TASK_STEP" },
        new("Kubernetes", "JOB_COMPLETION_INDEX"),
        new("AWS Batch", "AWS_BATCH_JOB_ARRAY_INDEX") { Count = "AWS_BATCH_JOB_ARRAY_SIZE" },
        new("Google Cloud Batch", "BATCH_TASK_INDEX") { Count = "BATCH_TASK_COUNT" },
        new("Cloud Run", "CLOUD_RUN_TASK_INDEX") { Count = "CLOUD_RUN_TASK_COUNT" },
        new("Grid Engine", "SGE_TASK_ID") { First = "SGE_TASK_FIRST", Last = "SGE_TASK_LAST", Step = "SGE_TASK_STEPSIZE", None = "undefined" },
        new("LSF", "LSB_JOBINDEX") { From = 1, Last = "LSB_JOBINDEX_END", Step = "LSB_JOBINDEX_STEP", None = "0" },
        new("PBS", "PBS_ARRAY_INDEX"),
        new("Azure Batch", "AZ_BATCH_TASK_ID") { IsName = true },
    ];

    /// <summary>The variables that are looked for, for messages.</summary>
    public static string Known => string.Join(", ", Schedulers.Select(scheduler => scheduler.Index));

    /// <summary>Returns the task of the first scheduler whose variables are set; null if there is none.</summary>
    /// <param name="read">Returns a variable's value; null if it is not set.</param>
    /// <param name="count">The number of shards, if the user says it.</param>
    /// <exception cref="FormatException">The variables say something else than a place in an array without gaps.</exception>
    public static ArrayTask? Find(Func<string, string?> read, int? count = null)
    {
        ArgumentNullException.ThrowIfNull(read);
        count ??= Number(CountVariable);
        foreach (Variables scheduler in Schedulers)
        {
            string? id = Text(scheduler.Index);
            if (scheduler.IsName)
                id = id?[(id.AsSpan().LastIndexOfAnyExceptInRange('0', '9') + 1)..];
            if (id is null or "" || id == scheduler.None)
                continue;

            (int index, int first, int? last) = (Read(scheduler.Index, id), Number(scheduler.First) ?? scheduler.From, Number(scheduler.Last));
            if (Number(scheduler.Step) is { } step and not 1 && last != first)
                throw new FormatException($"The tasks of the array are {step} apart ({scheduler.Step}), and shards are counted without gaps.");
            int? tasks = Number(scheduler.Count) ?? last - first + 1;
            if (last is not null && tasks != last - first + 1)
                throw new FormatException($"The array has {tasks} tasks from {first} to {last}, and shards are counted without gaps.");

            // Of an array of which a few tasks are run again, the lowest index says nothing.
            if (scheduler.First is not null && count is not null && tasks is not null && count != tasks)
                throw new FormatException($"The array has {tasks} tasks and there are {count} shards, so that it is not known which shard the task {index} is.");
            return new ArrayTask(scheduler.Name, index - first, count ?? tasks);
        }

        return count is null ? null : new ArrayTask("", null, count);

        string? Text(string variable) => read(variable)?.Trim();

        int? Number(string? variable) => variable is not null && Text(variable) is { Length: > 0 } text ? Read(variable, text) : null;
    }

    private static int Read(string variable, string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number)
        ? number
        : throw new FormatException($"{variable} is '{text}', which is not a number.");

    private sealed record Variables(string Name, string Index)
    {
        public string? Count { get; init; }

        public string? First { get; init; }

        public string? Last { get; init; }

        public string? Step { get; init; }

        public string? None { get; init; }

        public int From { get; init; }

        // The user gives the tasks names, such as task-17.
        public bool IsName { get; init; }
    }
}
