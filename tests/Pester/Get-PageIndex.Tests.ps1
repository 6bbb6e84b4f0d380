BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Get-PageIndex' {
    BeforeAll {
        $file = Join-Path $TestDrive 'lease.db'
        $pages = @(Split-OcrDocument -Path $Sample)
        $built = $pages | New-PageIndex -Path $file
        $index = Get-Item -LiteralPath $file | Get-PageIndex
    }

    AfterAll { $built.Dispose(); $index.Dispose() }

    It 'opens the index that was built' {
        $index.Count | Should-Be $pages.Count
        $index.EmbeddingModel | Should-Be $built.EmbeddingModel
        $call = @{ query = 'transfer switch generator' }
        "$(($index | Search-PageIndex vector_search $call).Page)" | Should-Be "$(($built | Search-PageIndex vector_search $call).Page)"
    }

    It 'serves the gates as the one that was built does' {
        $rows = $pages | New-SyntheticQuery Template
        "$(($rows | Test-SyntheticQuery -PageIndex $index).Verdict)" | Should-Be "$(($rows | Test-SyntheticQuery -PageIndex $built).Verdict)"
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'NotAPageIndex InvalidData'; Script = { Get-PageIndex $Sample } }
        @{ Id = 'PathNotFound ObjectNotFound'; Script = { Get-PageIndex nowhere.db } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }
}
