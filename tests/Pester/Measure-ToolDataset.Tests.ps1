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

    It 'measures several files, and a folder, as one dataset' {
        $folder = Join-Path $TestDrive 'sides'
        $rows | Split-ToolDataset -Train .5 -Test .5 | Export-ToolDataset -Path $folder -Split -MaxFileSize 4KB
        $measure = Measure-ToolDataset -Path $folder
        $measure.Name | Should-Be 'sides'
        $measure.Rows | Should-Be $rows.Count
        (Measure-ToolDataset -Path (Join-Path $folder '*.jsonl')).Rows | Should-Be $rows.Count
        (Measure-ToolDataset -LiteralPath (Get-ChildItem -LiteralPath $folder -Filter *.jsonl).FullName).Rows | Should-Be $rows.Count
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'PathNotFound ObjectNotFound'; Script = { Measure-ToolDataset -Path nowhere.jsonl } }
        @{ Id = 'NotASyntheticQuery InvalidType'; Script = { 'text' | Measure-ToolDataset } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }
}
