BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Split-ToolDataset' {
    BeforeAll {
        $rows = Split-OcrDocument -LiteralPath $Sample | New-SyntheticQuery Template
        $folder = Join-Path $TestDrive 'split'
    }

    It 'keeps rows, ids and order, and puts no page on two sides' {
        $marked = $rows | Split-ToolDataset -Train .5 -Validation .25 -Test .25
        $marked.Id | Should-BeCollection $rows.Id
        $marked | Group-Object Page | ForEach-Object { @($_.Group.Split | Select-Object -Unique).Count | Should-Be 1 }
    }

    It 'moves no row when pages are added before it' {
        $later = $rows | Where-Object Page -GT 6
        $before = $later | Split-ToolDataset -Train .5 -Test .5
        $after = $rows | Split-ToolDataset -Train .5 -Test .5 | Where-Object Page -GT 6
        ($after | ForEach-Object { "$($_.Id) $($_.Split)" }) | Should-BeCollection ($before | ForEach-Object { "$($_.Id) $($_.Split)" })
    }

    It 'reports the sides' {
        $null = $rows | Split-ToolDataset -SummaryVariable summary
        ($summary.Sides.Split -join ' ') | Should-Be 'Train Validation Test'
        ($summary.Sides | Measure-Object Rows -Sum).Sum | Should-Be $rows.Count
        Get-TableHeader $summary.Sides | Should-BeCollection @('Split', 'Rows', 'Share', 'Pages', 'ToolDrift', 'Tools')
    }

    It 'is exported as a folder that can be proven whole' {
        $rows | Split-ToolDataset -Train .5 -Validation .25 -Test .25 | Export-ToolDataset -Path $folder -Split -Format Trl -Card -License mit
        (Get-ChildItem -LiteralPath $folder).Name | Sort-Object | Should-BeCollection @('images', 'manifest.json', 'README.md', 'test.jsonl', 'train.jsonl', 'validation.jsonl')
        Test-ToolDataset -Path $folder | Should-BeNull
        Remove-Item -LiteralPath (Join-Path $folder 'test.jsonl')
        (Test-ToolDataset -Path $folder).Rule | Should-Be 'FileMissing'
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'SharesNotWhole InvalidArgument'; Script = { $rows | Split-ToolDataset -Train .8 } }
        @{ Id = 'NotASyntheticQuery InvalidType'; Script = { 1 | Split-ToolDataset } }
        @{ Id = 'RowNotMarked InvalidData'; Script = { $rows[0] | Export-ToolDataset -Path (Join-Path $TestDrive 'none') -Split } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }
}
