BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Search-PageIndex' {
    BeforeAll {
        $file = Join-Path $TestDrive 'lease.db'
        $index = Split-OcrDocument -Path $Sample | New-PageIndex -Path $file
    }

    AfterAll { $index.Dispose() }

    It 'finds pages with <_>, in the index and in its file' -ForEach 'full_text_search', 'vector_search' {
        $hits = $index | Search-PageIndex $_ @{ query = 'transfer switch generator' } -Top 3
        $hits.Count | Should-Be 3
        # Not $hits.Rank: that is the array's own.
        ($hits | ForEach-Object Rank) | Should-BeCollection 1, 2, 3
        $fromFile = Search-PageIndex $_ @{ query = 'transfer switch generator' } -Path $file -Top 3
        $fromFile.Page | Should-BeCollection $hits.Page
    }

    It 'shows a table' {
        Get-TableHeader ($index | Search-PageIndex full_text_search @{ query = 'tenant' }) |
            Should-BeCollection 'Rank', 'Page', 'Score', 'Source', 'Snippet'
    }

    It 'completes its tools' {
        Get-Completion 'Search-PageIndex -Tool f' | Should-Be 'full_text_search'
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'ToolNotRunnable InvalidArgument'; Script = { $index | Search-PageIndex case_search @{ query = 'x' } } }
        @{ Id = 'BadArgument InvalidArgument'; Script = { $index | Search-PageIndex full_text_search @{ text = 'x' } } }
        @{ Id = 'BadArgument InvalidArgument'; Script = { $index | Search-PageIndex full_text_search 'x' } }
        @{ Id = 'NotAPageIndex InvalidData'; Script = { Search-PageIndex full_text_search @{ query = 'x' } -Path $Sample } }
        @{ Id = 'PathNotFound ObjectNotFound'; Script = { Search-PageIndex full_text_search @{ query = 'x' } -Path nowhere.db } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }
}
