#!/bin/bash
# Generates the rows of a document in the tasks of a Slurm array, a shard each.
#
#   [SHARDS=64] examples/cluster/slurm.sh DOCUMENT FOLDER [-Backend Gemini -RequestLimit 30 ...]
#
# FOLDER must be on a disk that all nodes share. When all tasks are done:
#   Merge-ToolDataset FOLDER/part-*.jsonl -Path all.jsonl
#SBATCH --job-name=synthgen
#SBATCH --array=0-7
#SBATCH --requeue                # A task whose node fails starts again, and goes on from its journal.
#SBATCH --open-mode=append       # What it said before stays in the log.
#SBATCH --time=04:00:00
#SBATCH --signal=B:USR1@120      # Two minutes before the time is over, or three, to this script.

if [[ -z ${SLURM_JOB_ID:-} ]]; then
    # Slurm runs a copy of this script, which has no neighbours.
    export SYNTHGEN_TASK=$(cd "$(dirname "$0")" && pwd)/Task.ps1
    mkdir -p "$2"
    exec sbatch ${SHARDS:+--array=0-$((SHARDS - 1))} --output="$2/task-%a.log" "$0" "$@"
fi

# An interrupt is Ctrl-C to PowerShell: what is done is in the journal, and no shard is written that is not whole.
env --default-signal=INT pwsh -NoProfile -NonInteractive -File "$SYNTHGEN_TASK" "$@" &
task=$!
stop() { kill -INT "$task" 2>/dev/null; wait "$task"; }
# By its place in the array: the job id of one of the tasks stands for all of them.
trap 'stop; scontrol requeue "${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID"; exit 0' USR1
trap 'stop; exit 143' TERM
wait "$task"
