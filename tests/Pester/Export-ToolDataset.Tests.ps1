BeforeAll { . $PSScriptRoot/Common.ps1 }

Describe 'Export-ToolDataset' {
    BeforeAll {
        $rows = New-Page | New-SyntheticQuery Template
    }

    BeforeEach {
        $dataset = Join-Path $TestDrive "$([guid]::NewGuid()).jsonl"
    }

    It 'writes one line a row, without a byte order mark' {
        $rows | Export-ToolDataset -Path $dataset | Should-BeNull
        $bytes = [System.IO.File]::ReadAllBytes($dataset)
        [char] $bytes[0] | Should-Be ([char] '{')
        $bytes[-1] | Should-Be ([byte] 10)
        @(Get-Content -LiteralPath $dataset).Count | Should-Be $rows.Count
    }

    It 'leaves no other file behind' {
        $folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $rows | Export-ToolDataset -Path (Join-Path $folder 'a.jsonl')
        (Get-ChildItem -LiteralPath $folder -Force).Name | Should-Be 'a.jsonl'
    }

    It 'replaces an earlier dataset, and adds to it with -Append' {
        $rows | Export-ToolDataset -Path $dataset
        $rows[0] | Export-ToolDataset -Path $dataset
        @(Get-Content -LiteralPath $dataset).Count | Should-Be 1
        $rows | Export-ToolDataset -Path $dataset -Append
        @(Get-Content -LiteralPath $dataset).Count | Should-Be (1 + $rows.Count)
    }

    It 'leaves an earlier dataset alone when the pipeline breaks' {
        $rows[0] | Export-ToolDataset -Path $dataset
        $before = Get-Content -LiteralPath $dataset -Raw
        { $rows | ForEach-Object { $_; throw 'broken' } | Export-ToolDataset -Path $dataset -WarningAction SilentlyContinue } | Should-Throw -ExceptionMessage 'broken'
        Get-Content -LiteralPath $dataset -Raw | Should-BeString $before
    }

    It 'hands the rows on with -PassThru' {
        ($rows | Export-ToolDataset -Path $dataset -PassThru).Id | Should-BeCollection $rows.Id
    }

    It 'touches nothing with -WhatIf' {
        $rows | Export-ToolDataset -Path $dataset -WhatIf
        Test-Path -LiteralPath $dataset | Should-BeFalse
    }

    It 'compresses by extension' {
        $rows | Export-ToolDataset -Path "$dataset.gz"
        [System.IO.File]::ReadAllBytes("$dataset.gz")[0..1] | Should-BeCollection @([byte] 0x1f, [byte] 0x8b)
        (Import-ToolDataset -Path "$dataset.gz").Id | Should-BeCollection $rows.Id
    }

    It 'writes what trainers read' {
        $rows | Export-ToolDataset -Path $dataset -Format Mistral -SystemPrompt 'You search a lease.' -Sidecar
        $line = Get-Content -LiteralPath $dataset -TotalCount 1 | ConvertFrom-Json
        $line.messages.role | Should-BeCollection 'system', 'user', 'assistant'
        $line.messages[2].tool_calls[0].id | Should-MatchString '^[A-Za-z0-9]{9}$'
        $line.messages[2].tool_calls[0].function.arguments | Should-HaveType ([string])
        @(Get-Content -LiteralPath ($dataset -replace 'jsonl$', 'provenance.jsonl')).Count | Should-Be $rows.Count
    }

    It 'writes the entry that LLaMA-Factory looks for' {
        $folder = (New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $rows | Export-ToolDataset -Path (Join-Path $folder 'train.jsonl') -Format LlamaFactory
        (Get-Content -LiteralPath (Join-Path $folder 'dataset_info.json') -Raw | ConvertFrom-Json).train.formatting | Should-Be 'sharegpt'
    }

    It 'writes Parquet by extension' {
        $rows | Export-ToolDataset -Path "$dataset.parquet" -Format Trl
        (Import-ToolDataset -Path "$dataset.parquet").Query | Should-BeCollection $rows.Query
    }

    It 'replaces a read-only file only with -Force' {
        $rows | Export-ToolDataset -Path $dataset
        Set-ItemProperty -LiteralPath $dataset -Name IsReadOnly -Value $true
        Get-ErrorId { $rows | Export-ToolDataset -Path $dataset } | Should-Be 'DatasetReadOnly PermissionDenied'
        $rows[0] | Export-ToolDataset -Path $dataset -Force
        @(Get-Content -LiteralPath $dataset).Count | Should-Be 1
    }

    It 'writes a large side in several files, and other ones the next time' {
        $folder = Join-Path $TestDrive 'shards'
        $marked = @(Split-OcrDocument -LiteralPath $Sample | New-SyntheticQuery Template | Split-ToolDataset -Train .8 -Test .2)
        $marked | Export-ToolDataset -Path $folder -Split -Card -MaxFileSize 4KB
        $files = @(Get-ChildItem -LiteralPath $folder -Filter 'train-*-of-*.jsonl' | Sort-Object Name)
        $files.Count | Should-BeGreaterThan 2
        $files[0].Name | Should-Be ('train-00000-of-{0:d5}.jsonl' -f $files.Count)
        ($files | Measure-Object Length -Maximum).Maximum | Should-BeLessThanOrEqual 4096
        @(Test-ToolDataset -Path $folder).Count | Should-Be 0
        (Import-ToolDataset -Path $folder | Sort-Object Id).Id | Should-BeCollection ($marked | Sort-Object Id).Id

        $marked | Export-ToolDataset -Path $folder -Split -Card
        @(Get-ChildItem -LiteralPath $folder -Filter 'train*').Name | Should-BeCollection @('train.jsonl')
    }

    It 'says what is wrong: <Id>' -ForEach @(
        @{ Id = 'DatasetExists ResourceExists'; Script = { $rows | Export-ToolDataset -Path $Sample -NoClobber } }
        @{ Id = 'PathIsAFolder InvalidArgument'; Script = { $rows | Export-ToolDataset -Path $TestDrive } }
        @{ Id = 'FolderNotFound ObjectNotFound'; Script = { $rows | Export-ToolDataset -Path (Join-Path $TestDrive 'no/such/folder.jsonl') } }
        @{ Id = 'NotASyntheticQuery InvalidType'; Script = { 1 | Export-ToolDataset -Path $dataset } }
        @{ Id = 'ParameterNotForFormat InvalidArgument'; Script = { $rows | Export-ToolDataset -Path $dataset -Format Alpaca -ToolChoice Used } }
    ) {
        Get-ErrorId $Script | Should-Be $Id
    }
}
