#Requires -Version 7.6
#Requires -Modules SynthGen
<#
.SYNOPSIS
Does one task's share of a document. Each task of an array runs it with the same arguments.

.DESCRIPTION
The task's number comes from the scheduler. It writes part-00017-of-00064.jsonl into the folder and, when that is whole, the
.done beside it. Its journal is in the same folder, so that a task that is killed goes on where it stopped. If the folder has
an index of the whole document, pages.db, rows are tried on it, and only those that pass are written.

.EXAMPLE
pwsh -NoProfile -File examples/cluster/Task.ps1 archive.txt /scratch/run -Backend Gemini -RequestLimit 30
#>
param(
    [Parameter(Mandatory)] [string] $DocumentPath,
    [Parameter(Mandatory)] [string] $OutputFolder,
    [string] $Backend = 'Template',
    [string] $Model,
    [uri] $Endpoint,
    [int] $RequestLimit # Requests a minute of this task: the quota divided by the number of tasks.
)
$ErrorActionPreference = 'Stop'

$options = @{}
foreach ($name in 'Model', 'Endpoint', 'RequestLimit') {
    if ($PSBoundParameters.ContainsKey($name)) { $options[$name] = $PSBoundParameters[$name] }
}
if ($Backend -ne 'Template') {
    $task = $env:SLURM_ARRAY_TASK_ID ?? $env:JOB_COMPLETION_INDEX ?? $env:AWS_BATCH_JOB_ARRAY_INDEX ?? $env:BATCH_TASK_INDEX
    $options.JournalPath = Join-Path $OutputFolder "task-$task.journal"
}
$index = @{}
if (Test-Path (Join-Path $OutputFolder 'pages.db')) { $index.PageIndex = Join-Path $OutputFolder 'pages.db' }

Split-OcrDocument -Path $DocumentPath |
    Select-PageShard -ShardVariable shard |
    New-SyntheticQuery -Backend $Backend @options @index -OutcomeVariable run -ErrorAction Continue |
    Test-SyntheticQuery @index -PassedOnly -OutcomeVariable test |
    Export-ToolDataset -Path (Join-Path $OutputFolder 'part.jsonl') -Shard shard -CompleteOnly run, test

Write-Output "$shard", "$run", "$test"
