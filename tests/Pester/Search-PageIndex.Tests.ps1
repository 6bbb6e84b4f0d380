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

    It 'takes a lone text as the query' {
        $lexical = "$(($index | Search-PageIndex full_text_search @{ query = 'transfer switch' }).Page)"
        $meaning = "$(($index | Search-PageIndex vector_search @{ query = 'transfer switch' }).Page)"
        "$(($index | Search-PageIndex 'transfer switch').Page)" | Should-Be $lexical
        "$((Search-PageIndex 'transfer switch' -PageIndex $index).Page)" | Should-Be $lexical
        "$((Search-PageIndex 'transfer switch' -Path $file).Page)" | Should-Be $lexical
        "$(($index | Search-PageIndex -Query 'transfer switch' -Tool vector_search).Page)" | Should-Be $meaning
        "$(($index | Search-PageIndex 'transfer switch' -Tool vector_search).Page)" | Should-Be $meaning
        "$(($index | Search-PageIndex vector_search 'transfer switch').Page)" | Should-Be $meaning
    }

    It 'does not take the name of a tool for a query' {
        Get-ErrorId { $index | Search-PageIndex vector_search } | Should-Be 'BadArgument InvalidArgument'
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
        @{ Id = 'BadArgument InvalidArgument'; Script = { $index | Search-PageIndex full_text_search 5 } }
        @{ Id = 'NotAPageIndex InvalidData'; Script = { Search-PageIndex full_text_search @{ query = 'x' } -Path $Sample } }
        @{ Id = 'PathNotFound ObjectNotFound'; Script = { Search-PageIndex full_text_search @{ query = 'x' } -Path nowhere.db } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }
}
