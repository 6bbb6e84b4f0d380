BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'New-PageIndex' {
    BeforeAll {
        $pages = Split-OcrDocument -Path $Sample
        $file = Join-Path $TestDrive 'lease.db'
    }

    It 'builds an index in memory' {
        $index = $pages | New-PageIndex
        $index.Count | Should-Be $pages.Count
        $index.Path | Should-BeNull
        $index.EmbeddingModel | Should-Be 'synthgen-lsa-1'
        $index.Dispose()
    }

    It 'builds a file, and replaces it only by -Force' {
        ($pages | New-PageIndex $file).Dispose()
        $pages | New-PageIndex $file -WhatIf -Force
        Get-ErrorId { $pages | New-PageIndex $file } | Should-Be 'PageIndexExists ResourceExists'
        ($pages[0..1] | New-PageIndex $file -Force).Count | Should-Be 2
        @(Get-ChildItem $TestDrive).Count | Should-Be 1
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'NoPages InvalidData'; Script = { @() | New-PageIndex } }
        @{ Id = 'ParameterNotUsed InvalidArgument'; Script = { New-Page | New-PageIndex -Model x } }
        @{ Id = 'MissingModel InvalidArgument'; Script = { New-Page | New-PageIndex -EmbeddingBackend OpenAI } }
        @{ Id = 'UnencryptedEndpoint SecurityError'; Script = { New-Page | New-PageIndex -EmbeddingBackend Gemini -Endpoint http://192.0.2.1 -ApiKey (ConvertTo-SecureString 'a-key-of-a-service' -AsPlainText) } }
        @{ Id = 'FolderNotFound ObjectNotFound'; Script = { New-Page | New-PageIndex nowhere/x.db } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }

    It 'keeps the first of two pages of one number and source' {
        Get-ErrorId { $script:index = (New-Page), (New-Page) | New-PageIndex } | Should-Be 'DuplicatePage ResourceExists'
        $script:index.Count | Should-Be 1
    }
}
