BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Merge-ToolDataset' {
    BeforeAll {
        function Export-Shard {
            param([string] $Name, [int] $Count, [int[]] $Index = 0..($Count - 1), [int] $QueryPerPage = 3)

            foreach ($i in $Index) {
                Split-OcrDocument -LiteralPath $Sample | Select-PageShard $i $Count -ShardVariable shard |
                    New-SyntheticQuery Template -QueryPerPage $QueryPerPage -OutcomeVariable run |
                    Export-ToolDataset -Path (Join-Path $folder "$Name.jsonl") -Shard shard -CompleteOnly run
            }
        }
    }

    BeforeEach {
        $folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        Export-Shard part 4
    }

    It 'gives the dataset of the one shard that is the whole' {
        Export-Shard one 1
        $null = Merge-ToolDataset (Join-Path $folder 'one-*.jsonl') -Path (Join-Path $folder 'whole.jsonl')
        $merged = Get-ChildItem -Path (Join-Path $folder 'part-*.jsonl') | Merge-ToolDataset -Path (Join-Path $folder 'all.jsonl')
        (Get-FileHash (Join-Path $folder 'all.jsonl')).Hash | Should-Be (Get-FileHash (Join-Path $folder 'whole.jsonl')).Hash
        $merged | Should-HaveType ([SynthGen.MergeSummary])
        $merged.Generated + $merged.Empty + $merged.Failed + $merged.Skipped + $merged.LeftOut | Should-Be $merged.Pages
        @($merged | Import-ToolDataset).Count | Should-Be $merged.Rows
    }

    It 'merges nothing with -WhatIf' {
        $null = Merge-ToolDataset (Join-Path $folder 'part-*.jsonl') -Path (Join-Path $folder 'all.jsonl') -WhatIf
        Test-Path -LiteralPath (Join-Path $folder 'all.jsonl') | Should-BeFalse
    }

    It 'refuses what is not whole, and merges the rest with -Force: <Id>' -ForEach @(
        @{ Id = 'ShardMissing ObjectNotFound'; Harm = { Remove-Item (Join-Path $folder 'part-00001*') } }
        @{ Id = 'ShardUnfinished ResourceUnavailable'; Harm = { Remove-Item (Join-Path $folder 'part-00001*.done') } }
        @{ Id = 'ShardDamaged InvalidData'; Harm = { Add-Content (Join-Path $folder 'part-00001-of-00004.jsonl') ' ' } }
        @{ Id = 'ShardOtherCommand InvalidData'; Harm = { Export-Shard part 4 1 -QueryPerPage 1 } }
        @{ Id = 'ShardOtherCount InvalidData'; Harm = { Export-Shard part 5 2 } }
    ) {
        & $Harm
        $target = Join-Path $folder 'all.jsonl'
        Get-ErrorId { Merge-ToolDataset (Join-Path $folder 'part-*.jsonl') -Path $target } | Should-Be $Id
        Test-Path -LiteralPath $target | Should-BeFalse
        $merged = Merge-ToolDataset (Join-Path $folder 'part-*.jsonl') -Path $target -Force -WarningVariable warnings -WarningAction Ignore
        $warnings.Count | Should-Be 1
        "$warnings" | Should-BeLikeString '*left out.'
        $merged.Generated + $merged.Empty + $merged.Failed + $merged.Skipped + $merged.LeftOut | Should-Be $merged.Pages
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'PathNotFound ObjectNotFound'; Script = { Merge-ToolDataset (Join-Path $folder 'none-*.jsonl') -Path (Join-Path $folder 'all.jsonl') } }
        @{ Id = 'NotAShard InvalidType'; Script = { 1 | Merge-ToolDataset -Path (Join-Path $folder 'all.jsonl') } }
        @{ Id = 'FolderNotFound ObjectNotFound'; Script = { Merge-ToolDataset (Join-Path $folder 'part-*.jsonl') -Path (Join-Path $folder 'none/all.jsonl') } }
        @{ Id = 'DatasetExists ResourceExists'; Script = { $null = New-Item (Join-Path $folder 'all.jsonl'); Merge-ToolDataset (Join-Path $folder 'part-*.jsonl') -Path (Join-Path $folder 'all.jsonl') -NoClobber } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }
}
