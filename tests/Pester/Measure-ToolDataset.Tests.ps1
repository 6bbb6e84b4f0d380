BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Measure-ToolDataset' {
    BeforeAll {
        $rows = @(Split-OcrDocument -LiteralPath $Sample | New-SyntheticQuery Template)
        $dataset = Join-Path $TestDrive 'dataset.jsonl'
        $rows | Export-ToolDataset -Path $dataset
    }

    It 'measures a file as it does its rows' {
        $measure = Measure-ToolDataset -Path $dataset
        $measure.Name | Should-Be 'dataset.jsonl'
        $measure.Rows | Should-Be $rows.Count
        ($rows | Measure-ToolDataset).SelfBleu | Should-Be $measure.SelfBleu
        $measure.EvidenceCoverage | Should-Be 1
    }

    It 'puts two sets side by side' {
        $pairs = $rows | Select-Object -First 5 | Measure-ToolDataset -Against $dataset
        $pairs[0].Measure | Should-Be 'Rows'
        $pairs[0].Value | Should-Be 5
        $pairs[0].Difference | Should-Be (5 - $rows.Count)
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'PathNotFound ObjectNotFound'; Script = { Measure-ToolDataset -Path nowhere.jsonl } }
        @{ Id = 'NotASyntheticQuery InvalidType'; Script = { 'text' | Measure-ToolDataset } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }
}
