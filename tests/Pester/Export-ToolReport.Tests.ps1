BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Export-ToolReport' {
    BeforeAll {
        $pages = @(Split-OcrDocument -LiteralPath $Sample)
        $index = $pages | New-PageIndex
        $rows = @($pages | New-SyntheticQuery Template | Test-SyntheticQuery -PageIndex $index)
        $report = Join-Path $TestDrive 'report.html'
    }

    It 'writes one file that refers to nothing else' {
        $rows | Export-ToolReport $report -PageIndex $index | Should-BeNull
        $text = Get-Content -LiteralPath $report -Raw
        $text | Should-MatchString '<h2>Pictures</h2>'
        $text | Should-NotMatchString '(href|src)="(?!#)'
        $text | Should-NotMatchString '<script'
    }

    It 'puts two sets side by side' {
        $first, $second = 'first.jsonl', 'second.jsonl' | ForEach-Object { Join-Path $TestDrive $_ }
        $rows | Export-ToolDataset -Path $first
        $rows | Select-Object -First 3 | Export-ToolDataset -Path $second
        Export-ToolReport $report -DatasetPath $first -Against $second
        Get-Content -LiteralPath $report -Raw | Should-MatchString '<h1>first.jsonl and second.jsonl</h1>'
    }

    It 'leaves what is there without rows' {
        Set-Content -LiteralPath $report -Value 'earlier'
        @() | Export-ToolReport $report -WarningAction SilentlyContinue
        Get-Content -LiteralPath $report | Should-Be 'earlier'
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'PathNotFound ObjectNotFound'; Script = { Export-ToolReport $report -DatasetPath nowhere.jsonl } }
        @{ Id = 'NotASyntheticQuery InvalidType'; Script = { 'text' | Export-ToolReport $report } }
        @{ Id = 'FolderNotFound ObjectNotFound'; Script = { $rows | Export-ToolReport (Join-Path $TestDrive 'none/report.html') } }
        @{ Id = 'NotAPageIndex InvalidArgument'; Script = { $rows | Export-ToolReport $report -PageIndex 7 } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }
}
