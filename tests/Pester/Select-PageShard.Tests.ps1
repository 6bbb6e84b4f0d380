BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Select-PageShard' {
    BeforeAll {
        $pages = Split-OcrDocument -LiteralPath $Sample
    }

    AfterEach {
        Get-ChildItem env: | Where-Object Name -Match '^(SLURM_ARRAY|JOB_COMPLETION|AWS_BATCH|SYNTHGEN_SHARD)' | ForEach-Object { Remove-Item "env:$($_.Name)" }
    }

    It 'gives each page to one shard, in order' {
        $shards = 0..2 | ForEach-Object { , @($pages | Select-PageShard -Index $_ -Count 3) }
        ($shards | ForEach-Object { $_ } | Sort-Object Ordinal).Ordinal | Should-BeCollection $pages.Ordinal
        foreach ($shard in $shards) { $shard.Ordinal | Should-BeCollection ($shard.Ordinal | Sort-Object) }
    }

    It 'tells the shard, and takes its pages one by one' {
        $first = $pages | Select-PageShard 0 2 -ShardVariable shard | Select-Object -First 1
        $first.Ordinal | Should-Be (@($pages | Select-PageShard 0 2)[0].Ordinal)
        $shard.IsComplete | Should-BeFalse
        $null = $pages | Select-PageShard 0 2 -ShardVariable shard
        $shard | Should-HaveType ([SynthGen.PageShard])
        $shard.IsComplete | Should-BeTrue
        $shard.DocumentPages | Should-Be $pages.Count
    }

    It 'takes its place from the scheduler: <Name>' -ForEach @(
        @{ Name = 'Slurm from 1'; Variables = @{ SLURM_ARRAY_TASK_ID = 2; SLURM_ARRAY_TASK_MIN = 1; SLURM_ARRAY_TASK_MAX = 3; SLURM_ARRAY_TASK_COUNT = 3 } }
        @{ Name = 'Kubernetes'; Variables = @{ JOB_COMPLETION_INDEX = 1; SYNTHGEN_SHARD_COUNT = 3 } }
        @{ Name = 'AWS Batch'; Variables = @{ AWS_BATCH_JOB_ARRAY_INDEX = 1; AWS_BATCH_JOB_ARRAY_SIZE = 3 } }
    ) {
        $Variables.GetEnumerator() | ForEach-Object { Set-Item "env:$($_.Key)" $_.Value }
        ($pages | Select-PageShard).Ordinal | Should-BeCollection ($pages | Select-PageShard 1 3).Ordinal
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'ShardIndexMissing InvalidArgument'; Script = { $pages | Select-PageShard } }
        @{ Id = 'ShardCountMissing InvalidArgument'; Script = { $pages | Select-PageShard -Index 1 } }
        @{ Id = 'ShardOutOfRange InvalidArgument'; Script = { $pages | Select-PageShard 3 3 } }
        @{ Id = 'ArrayNotUsable InvalidArgument'; Script = { $env:SLURM_ARRAY_TASK_ID = 4; $env:SLURM_ARRAY_TASK_MIN = 0; $env:SLURM_ARRAY_TASK_MAX = 8; $env:SLURM_ARRAY_TASK_STEP = 4; $pages | Select-PageShard } }
        @{ Id = 'NotAnOcrPage InvalidType'; Script = { 1 | Select-PageShard 0 1 } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }
}
